/** What can be wrong with a line of an import; the words follow the name of a field, or "it". */
const EXPLANATIONS = {
  NOT_AN_OBJECT: 'is no JSON object',
  NOT_UTF8: 'is not written in UTF-8',
  TOO_LONG: 'is longer than 64 KiB',
  CELL_COUNT: 'has more or fewer cells than the header',
  UNKNOWN_FIELD: 'is no field of a person',
  MISSING: 'is missing',
  INVALID: 'cannot be taken',
  UNREADABLE_HASH: 'is of no kind, or of no cost, that a login takes',
  UNKNOWN_ACCOUNT: 'is no organisation here',
  TAKEN: 'belongs to somebody already, here or further up in the file',
} as const;

export type ImportReason = keyof typeof EXPLANATIONS;

/** Never with a value: a report goes where personal data has no business. */
export interface ImportFault {
  readonly reason: ImportReason;
  /** By its name in the file; left out where it is the line as a whole. */
  readonly field?: string;
}

export interface Rejection {
  readonly line: number;
  readonly faults: readonly ImportFault[];
}

export function explainFault(reason: ImportReason): string {
  return EXPLANATIONS[reason];
}
