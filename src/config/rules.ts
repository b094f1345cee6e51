import { formatDuration } from './duration.js';
import type { Draft, Variable } from './environment.schema.js';
import type { Findings } from './findings.js';
import { SECRET_LENGTH } from './values.js';

export const A_SECRET = `a secret of at least ${SECRET_LENGTH} characters`;

/** Each of the outside systems: the variable that picks its adapter, and what the adapter `webhook` needs. */
export const ADAPTERS = [
  {
    choice: 'IDENTITY_PROVIDER',
    real: ['database', 'ldap', 'webhook'],
    url: 'IDENTITY_WEBHOOK_URL',
    secrets: ['IDENTITY_WEBHOOK_SECRET'],
  },
  { choice: 'OTP_SENDER', real: ['webhook'], url: 'OTP_WEBHOOK_URL', secrets: ['OTP_WEBHOOK_SECRET'] },
  {
    choice: 'PUSH_SENDER',
    real: ['webhook'],
    url: 'PUSH_WEBHOOK_URL',
    secrets: ['PUSH_WEBHOOK_SECRET', 'PUSH_CALLBACK_SECRET'],
  },
  { choice: 'RISK_SERVICE', real: ['webhook'], url: 'RISK_WEBHOOK_URL', secrets: ['RISK_WEBHOOK_SECRET'] },
] as const;

const AT_MOST = [
  ['MFA_TRANSACTION_TTL', 'AUTH_CONTEXT_TTL'],
  ['ESIGN_TRANSACTION_TTL', 'AUTH_CONTEXT_TTL'],
  ['DEVICE_BIND_TRANSACTION_TTL', 'AUTH_CONTEXT_TTL'],
  ['ACCESS_TOKEN_TTL', 'SESSION_TTL'],
  ['SESSION_TTL', 'REFRESH_TOKEN_TTL'],
] as const;

const DATABASE_PARTS = ['DB_HOST', 'DB_NAME', 'DB_USER', 'DB_PASSWORD'] as const;

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  const [last = '', ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
}

/** Notes a variable that has to be set and is not. One that is set but faulty has been noted before. */
export function demand(draft: Draft, findings: Findings, variable: Variable, expected: string): void {
  if (draft[variable] === undefined && !findings.isFaulty(variable)) {
    findings.add(variable, `is missing: it must be ${expected}`);
  }
}

function checkLifetimes(draft: Draft, findings: Findings): void {
  for (const [shorter, longer] of AT_MOST) {
    const [value, limit] = [draft[shorter], draft[longer]];
    if (value === undefined || limit === undefined || value <= limit) continue;
    findings.add(
      shorter,
      `is ${formatDuration(value)}: it must be at most ${longer}, ${formatDuration(limit)}`,
    );
  }
}

function checkPool({ DB_POOL_MIN: min, DB_POOL_MAX: max }: Draft, findings: Findings): void {
  if (min === undefined || max === undefined || min <= max) return;
  findings.add('DB_POOL_MIN', `is ${min}: it must be at most DB_POOL_MAX, ${max}`);
}

function checkTls({ DB_TLS: mode, DB_TLS_CA: ca }: Draft, findings: Findings): void {
  if (ca === undefined || mode === undefined || mode === 'verify-full') return;
  findings.add(
    'DB_TLS_CA',
    `is of no effect with DB_TLS ${mode}: it must go with DB_TLS verify-full, or be left out`,
  );
}

function checkAddress(draft: Draft, findings: Findings): void {
  const isNamed = (variable: Variable) => draft[variable] !== undefined || findings.isFaulty(variable);
  const parts = DATABASE_PARTS.filter(isNamed);
  if (isNamed('DATABASE_URL')) {
    if (parts.length > 0)
      findings.add(
        'DATABASE_URL',
        `is set beside ${parts.join(', ')}: it must be either the URL or the parts`,
      );
  } else if (parts.length === 0) {
    demand(draft, findings, 'DATABASE_URL', `a postgres:// URL, or ${DATABASE_PARTS.join(', ')} must be set`);
  } else {
    for (const part of DATABASE_PARTS) demand(draft, findings, part, 'set when DATABASE_URL is not');
  }
}

function checkWebhooks(draft: Draft, findings: Findings): void {
  for (const { choice, url, secrets } of ADAPTERS) {
    const chosen = draft[choice] ?? 'simulator';
    // Who has named nothing real in production is told of the webhook, so that all that is missing is said at once.
    const isPresumed = chosen === 'simulator' && draft.NODE_ENV === 'production';
    if (chosen !== 'webhook' && !isPresumed) continue;
    demand(draft, findings, url, `the URL that ${choice} webhook calls`);
    for (const secret of secrets) demand(draft, findings, secret, A_SECRET);
  }
}

function checkMail(draft: Draft, findings: Findings): void {
  if (draft.NODE_ENV === 'production' && draft.IDENTITY_PROVIDER === 'database')
    demand(draft, findings, 'MAIL_TRANSPORT', 'smtp: people of our own verify their addresses by mail');
  if (draft.MAIL_TRANSPORT !== 'smtp') return;
  demand(draft, findings, 'SMTP_URL', 'the URL of the mail server that MAIL_TRANSPORT smtp sends through');
  if (draft.NODE_ENV === 'production')
    demand(draft, findings, 'MAIL_FROM', 'the sender of every mail, like Sallyport <no-reply@example.com>');
}

function checkChoices(draft: Draft, findings: Findings): void {
  for (const { choice, real } of ADAPTERS) {
    const expected =
      draft.NODE_ENV === 'production'
        ? `${either(real)} in production`
        : `named on PostgreSQL: ${either([...real, 'simulator'])}`;
    demand(draft, findings, choice, expected);
  }
}

/** Notes what single variables cannot show: what is missing, and what does not go together. */
export function checkTogether(draft: Draft, findings: Findings): void {
  checkLifetimes(draft, findings);
  checkPool(draft, findings);
  checkTls(draft, findings);
  // Production refuses the embedded engine, so it is told at once what the other one needs.
  if (draft.USE_MOCK_DB === false || draft.NODE_ENV === 'production') {
    checkAddress(draft, findings);
    checkChoices(draft, findings);
  }
  checkWebhooks(draft, findings);
  checkMail(draft, findings);
}
