/** A fault put into the rows, or into what was told, and the rules that must find it. */
export interface Plant {
  readonly plant: readonly string[];
  readonly breaks: readonly string[];
}

const remove = (rows: string): readonly string[] => [`DELETE FROM ${rows}`];
const audit = (type: string): readonly string[] => remove(`audit_logs WHERE event_type = '${type}'`);
const consumed = (type: string) => `transaction_type = '${type}' AND transaction_status = 'CONSUMED'`;

/** A row once more, under another key. */
const copy = (table: string, changes: string, where = 'true') => [
  `CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT * FROM ${table} WHERE ${where} LIMIT 1`,
  `UPDATE copied SET ${changes}`,
  `INSERT INTO ${table} SELECT * FROM copied`,
];
const retold = (changes: string, where: string) => [
  `INSERT INTO told SELECT (jsonb_populate_record(t, '${changes}')).* FROM told t WHERE ${where} LIMIT 1`,
];

const LOST: Readonly<Record<string, Plant>> = {
  'a login that is gone': {
    plant: remove(`auth_contexts WHERE outcome = 'IN_PROGRESS'`),
    breaks: ['the login is there', 'each login and its audit row'],
  },
  'a transaction that is gone': {
    plant: remove(`auth_transactions WHERE transaction_type = 'DEVICE_BIND'`),
    breaks: [
      'the next transaction is there, behind the one before it',
      'the transaction is used up',
      'each transaction and the audit row that opened it',
      'each bound transaction and its audit row',
    ],
  },
  'a session that is gone': {
    plant: remove(`sessions WHERE status = 'REVOKED'`),
    breaks: [
      'the session is there',
      'a completed login has a session, and a session a completed login',
      'each session and its audit row',
      'each ended session and its audit row',
    ],
  },
  'one token that is gone': {
    plant: [
      `DELETE FROM tokens WHERE token_id = (SELECT token_id FROM tokens WHERE token_type = 'ID' LIMIT 1)`,
    ],
    breaks: ['each token is there', 'each generation has its three tokens, once'],
  },
  'all tokens of a session gone': {
    plant: remove(`tokens WHERE session_id = (SELECT session_id FROM sessions WHERE status = 'REVOKED')`),
    breaks: ['a session has tokens', 'each token is there'],
  },
  'a rotation that was taken back': {
    plant: [`UPDATE tokens SET status = 'ACTIVE' WHERE status = 'ROTATED' AND token_type = 'REFRESH'`],
    breaks: [
      'the refresh token is traded in',
      'a refresh token that has successors is not live',
      'a live session has one live refresh token, and an ended one has no live token',
    ],
  },
  'an acceptance that is gone': {
    plant: remove('esign_acceptances'),
    breaks: [
      'the acceptance is there',
      'a signed transaction and an acceptance come together',
      'each acceptance and its audit row',
    ],
  },
  'a device that is gone': {
    plant: remove('trusted_devices'),
    breaks: ['the device is trusted', 'a bound transaction has a device'],
  },
  'a logout that was taken back': {
    plant: [`UPDATE sessions SET status = 'ACTIVE', revoked_at = NULL WHERE status = 'REVOKED'`],
    breaks: ['the session has ended, with its tokens'],
  },
  'a hand-off that is gone': {
    plant: remove('cross_app_sessions'),
    breaks: ['the hand-off is there, and used where it was', 'each hand-off and its audit rows'],
  },
  'an attempt that is not counted': {
    plant: ['UPDATE auth_transactions SET attempt_count = 0'],
    breaks: ['the wrong code is counted'],
  },
};

const UNAUDITED: Readonly<Record<string, Plant>> = {
  'a password without its audit row': {
    plant: audit('auth.password.accepted'),
    breaks: ['the audit rows of an acknowledged step are there', 'each login and its audit row'],
  },
  'a completion without its audit row': {
    plant: audit('auth.login.completed'),
    breaks: ['each completed login and its audit row'],
  },
  'a session without its audit row': {
    plant: audit('session.started'),
    breaks: ['each session and its audit row'],
  },
  'a refresh without its audit row': {
    plant: audit('token.rotated'),
    breaks: ['the audit row of a refresh is there', 'a session has as many generations as it was refreshed'],
  },
  'a refused password without its audit row': {
    plant: audit('auth.login.failed'),
    breaks: ['the audit row of a failure that was told is there'],
  },
  'a logout without its audit row': {
    plant: audit('session.revoked'),
    breaks: ['the audit row of a logout is there', 'each ended session and its audit row'],
  },
  'a passed code without its audit row': {
    plant: audit('mfa.challenge.passed'),
    breaks: ['each passed code and its audit row'],
  },
  'a signature without its audit row': {
    plant: audit('esign.document.accepted'),
    breaks: ['each signed transaction and its audit row', 'each acceptance and its audit row'],
  },
  'a bound device without its audit row': {
    plant: audit('device.bound'),
    breaks: ['each bound transaction and its audit row'],
  },
  'an audit row twice': {
    plant: copy('audit_logs', 'log_id = gen_random_uuid()', `event_type = 'session.started'`),
    breaks: ['each session and its audit row'],
  },
};

const HALF: Readonly<Record<string, Plant>> = {
  'a step that used its transaction up and opened nothing': {
    plant: [
      `UPDATE auth_transactions SET transaction_status = 'CONSUMED', consumed_at = now() WHERE transaction_status = 'PENDING'`,
    ],
    breaks: [
      'a transaction that is used up has its successor, or the login its session',
      'a login under way has one open transaction',
    ],
  },
  'a completed login that can still be gone on with': {
    plant: [
      `UPDATE auth_transactions SET transaction_status = 'PENDING', consumed_at = NULL WHERE ${consumed('DEVICE_BIND')}`,
    ],
    breaks: ['a completed login has no open transaction', 'the transaction is used up'],
  },
  'a transaction missing in the middle': {
    plant: remove(`auth_transactions WHERE ${consumed('MFA_VERIFY')}`),
    breaks: ['the transactions of a login have no gap'],
  },
  'a generation twice': {
    plant: copy(
      'tokens',
      `token_id = gen_random_uuid(), token_value_hash = repeat('0', 64)`,
      `status = 'ACTIVE' AND token_type = 'REFRESH'`,
    ),
    breaks: ['each generation has its three tokens, once'],
  },
};

const TOLD: Readonly<Record<string, Plant>> = {
  'an unforeseen error': {
    plant: retold('{"status": 500}', `step = 'login'`),
    breaks: ['no answer is an unforeseen error'],
  },
  'a 503 without Retry-After': {
    plant: retold('{"status": 503, "retry_after": null}', `step = 'login'`),
    breaks: ['every 503 says when to try again'],
  },
  'a refusal for no reason': {
    plant: retold('{"status": 401}', `step = 'refresh'`),
    breaks: ['nobody is refused without a reason'],
  },
  'a good token that is refused': {
    plant: retold('{"kind": "INACTIVE"}', `step = 'check'`),
    breaks: ['the access token of a live session is good'],
  },
  'a transaction that two were let through with': {
    plant: retold('{}', `step = 'verify'`),
    breaks: ['no transaction is passed twice'],
  },
  'a hand-off that two arrived with': {
    plant: retold('{}', `step = 'arrive'`),
    breaks: ['no hand-off is used twice'],
  },
  'a wrong code that opened a door': {
    plant: retold('{"status": 200}', `step = 'wrong code'`),
    breaks: ['nobody who is wrong is let in'],
  },
};

export const PLANTS: Readonly<Record<string, Plant>> = { ...LOST, ...UNAUDITED, ...HALF, ...TOLD };
