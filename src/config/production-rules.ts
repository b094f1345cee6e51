import { passwordsIn } from './database-url.js';
import type { Draft, Variable } from './environment.schema.js';
import type { Findings } from './findings.js';
import { smtpPasswords } from './mail.js';
import { isPublishedDefault } from './published-defaults.js';
import { A_SECRET, ADAPTERS, demand, either } from './rules.js';
import { SECRET_LENGTH } from './values.js';

interface Secret {
  readonly variable: Variable;
  readonly value: string;
}

const SECRETS = [
  'JWT_REFRESH_SECRET',
  'OTP_SECRET',
  'IDENTITY_WEBHOOK_SECRET',
  'LDAP_BIND_PASSWORD',
  'OTP_WEBHOOK_SECRET',
  'PUSH_WEBHOOK_SECRET',
  'PUSH_CALLBACK_SECRET',
  'RISK_WEBHOOK_SECRET',
  'SIEM_WEBHOOK_SECRET',
  'METRICS_TOKEN',
  'DB_PASSWORD',
] as const;

function secretsOf(draft: Draft): Secret[] {
  const several = (variable: Variable, values: readonly string[] = []) =>
    values.map((value) => ({ variable, value }));
  return [
    ...SECRETS.flatMap((variable) =>
      several(variable, draft[variable] === undefined ? [] : [draft[variable]]),
    ),
    ...several('DATABASE_URL', draft.DATABASE_URL === undefined ? [] : passwordsIn(draft.DATABASE_URL)),
    ...several(
      'MAINTENANCE_DATABASE_URL',
      draft.MAINTENANCE_DATABASE_URL === undefined ? [] : passwordsIn(draft.MAINTENANCE_DATABASE_URL),
    ),
    ...several('SMTP_URL', draft.SMTP_URL === undefined ? [] : smtpPasswords(draft.SMTP_URL)),
    ...several('GATEWAY_API_KEYS', draft.GATEWAY_API_KEYS),
    ...several(
      'APPS',
      draft.APPS?.flatMap((app) => app.secrets),
    ),
    ...several(
      'OAUTH_CLIENTS',
      draft.OAUTH_CLIENTS?.map(({ secret }) => secret),
    ),
  ];
}

function refuseMissingSecrets(draft: Draft, findings: Findings): void {
  demand(draft, findings, 'JWT_PRIVATE_KEYS', 'EC P-256 private keys, as PEM or as a JWK Set');
  demand(draft, findings, 'JWT_REFRESH_SECRET', A_SECRET);
  demand(draft, findings, 'OTP_SECRET', A_SECRET);
  demand(draft, findings, 'GATEWAY_API_KEYS', `keys of at least ${SECRET_LENGTH} characters each`);
}

function refuseShort(variable: Variable, secrets: readonly string[], findings: Findings): void {
  secrets.forEach((value, index) => {
    if (value.length >= SECRET_LENGTH) return;
    findings.add(
      variable,
      `is too short: in production it must have at least ${SECRET_LENGTH} characters`,
      index,
    );
  });
}

function refuseShortKeys(draft: Draft, findings: Findings): void {
  const { GATEWAY_API_KEYS: keys = [], OAUTH_CLIENTS: clients = [], APPS: apps = [] } = draft;
  refuseShort('GATEWAY_API_KEYS', keys, findings);
  refuseShort(
    'OAUTH_CLIENTS',
    clients.map(({ secret }) => secret),
    findings,
  );
  refuseShort(
    'APPS',
    apps.flatMap((app) => app.secrets),
    findings,
  );
}

function refusePublishedSecrets(secrets: readonly Secret[], findings: Findings): void {
  const published = secrets.filter(({ value }) => isPublishedDefault(value));
  for (const variable of new Set(published.map((secret) => secret.variable))) {
    findings.add(
      variable,
      'holds a secret that is published as a default or an example: it must be one of your own',
    );
  }
}

function refuseSharedSecrets(secrets: readonly Secret[], findings: Findings): void {
  const owners = new Map<string, Variable>();
  for (const { variable, value } of secrets) {
    const owner = owners.get(value) ?? variable;
    owners.set(value, owner);
    if (owner !== variable)
      findings.add(variable, `holds the same secret as ${owner}: it must be one of its own`);
  }
}

function refuseSimulators(draft: Draft, findings: Findings): void {
  for (const { choice, real } of ADAPTERS) {
    if (draft[choice] === 'simulator')
      findings.add(choice, `is simulator: it must be ${either(real)} in production`);
  }
  if (draft.MAIL_TRANSPORT === 'folder')
    findings.add('MAIL_TRANSPORT', 'is folder: it must be smtp in production');
}

function refusePlainOrigins(variable: Variable, origins: readonly string[], findings: Findings): void {
  if (origins.some((origin) => origin.startsWith('http:')))
    findings.add(variable, 'holds a plain http origin: each must be https in production');
}

const LINKS = ['VERIFY_EMAIL_URL', 'RESET_PASSWORD_URL'] as const;

function refusePlainHttp(draft: Draft, findings: Findings): void {
  const ours = ['PUBLIC_URL', ...LINKS, 'BREACH_CHECK_URL', 'SIEM_WEBHOOK_URL'] as const;
  const urls = [...ours, ...ADAPTERS.map(({ url }) => url)] as const;
  demand(draft, findings, 'PUBLIC_URL', 'the https origin that browsers see');
  for (const variable of urls) {
    if (draft[variable]?.toLowerCase().startsWith('http:'))
      findings.add(variable, 'is plain http: it must be https in production');
  }
  const { CORS_ORIGINS: origins = [], APPS: apps = [] } = draft;
  refusePlainOrigins('CORS_ORIGINS', origins, findings);
  const ofApps = apps.flatMap((app) => app.origins);
  refusePlainOrigins('APPS', ofApps, findings);
  if (draft.COOKIE_SECURE === false) findings.add('COOKIE_SECURE', 'is false: it must be true in production');
}

/** Notes all that may do for development, but must never face the world. */
export function refuseInProduction(draft: Draft, findings: Findings): void {
  if (draft.NODE_ENV !== 'production') return;
  if (draft.USE_MOCK_DB === true) {
    findings.add(
      'USE_MOCK_DB',
      'selects the embedded database: it must be false in production, which needs PostgreSQL',
    );
  }
  if (draft.RATE_LIMIT_ENABLED === false)
    findings.add('RATE_LIMIT_ENABLED', 'is false: it must be true in production');
  const secrets = secretsOf(draft);
  refuseMissingSecrets(draft, findings);
  refuseShortKeys(draft, findings);
  refusePublishedSecrets(secrets, findings);
  refuseSharedSecrets(secrets, findings);
  refuseSimulators(draft, findings);
  refusePlainHttp(draft, findings);
}
