/** What the ids of a login look like in the OpenAPI document. */
export const CONTEXT_ID = {
  pattern: '^sess-[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}$',
  example: 'sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60',
};

/** 128 random bits after the milliseconds. */
export const TRANSACTION_ID = {
  pattern: '^tx-\\d+-[\\da-f]{32}$',
  example: 'tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d',
};
