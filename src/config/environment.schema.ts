import type { z } from 'zod';
import { SEVERITIES } from './audit-config.js';
import { isDatabaseHost, isDatabaseName } from './database-url.js';
import type { Findings } from './findings.js';
import { LDAP_VARIABLES } from './ldap-variables.js';
import { sender, smtpUrl } from './mail.js';
import { keysOrPlain, namedKeys } from './named-keys.js';
import { bearerSecret, otlpHeaders, ratio } from './telemetry-values.js';
import {
  apps,
  certificates,
  clientList,
  connectionUrl,
  duration,
  linkTemplate,
  list,
  oneOf,
  origin,
  password,
  privateKeys,
  rateLimitList,
  secret,
  text,
  trueOrFalse,
  trustedProxies,
  verifyingKeys,
  webhookUrl,
  wholeNumber,
} from './values.js';

const adapter = () => oneOf('simulator', 'webhook').optional();
const milliseconds = (min: number) => wholeNumber(min, 3_600_000);

/** Every variable there is. Units: `_TTL`, `_GRACE`, `_DURATION` in seconds, `_TIMEOUT` in milliseconds. */
const VARIABLES = {
  NODE_ENV: oneOf('development', 'test', 'production').prefault('development'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').prefault('info'),

  PORT: wholeNumber(0, 65_535).prefault('8080'),
  HOST: text().optional(),
  PUBLIC_URL: origin().optional(),
  CORS_ORIGINS: list(origin()).optional(),
  TRUST_PROXY: trustedProxies().prefault('false'),
  COOKIE_SECURE: trueOrFalse().optional(),
  CLIENT_IDS: list(text()).optional(),
  DEFAULT_CLIENT_ID: text().prefault('tuvens'),
  GATEWAY_API_KEYS: list(text()).optional(),
  APPS: apps().optional(),
  OAUTH_CLIENTS: clientList().optional(),
  RATE_LIMIT_ENABLED: trueOrFalse().prefault('true'),
  RATE_LIMITS: rateLimitList().optional(),
  SHUTDOWN_GRACE: duration({ min: 0, max: 3_600 }).prefault('10s'),

  METRICS_TOKEN: bearerSecret().optional(),
  MEMORY_LIMIT: wholeNumber(1, 1_048_576).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webhookUrl().optional(),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders().optional(),
  OTEL_SERVICE_NAME: text().prefault('sallyport'),
  OTEL_TRACES_SAMPLER_ARG: ratio().prefault('1'),

  AUTH_CONTEXT_TTL: duration().prefault('15m'),
  // ASVS 5.0 6.5.5: at most ten minutes out of band.
  MFA_TRANSACTION_TTL: duration({ max: 600 }).prefault('2m'),
  ESIGN_TRANSACTION_TTL: duration().prefault('10m'),
  DEVICE_BIND_TRANSACTION_TTL: duration().prefault('5m'),
  ACCESS_TOKEN_TTL: duration().prefault('15m'),
  SESSION_TTL: duration().prefault('24h'),
  REFRESH_TOKEN_TTL: duration().prefault('14d'),
  REFRESH_REUSE_GRACE: duration({ min: 0, max: 60 }).prefault('10s'),
  CROSS_APP_TOKEN_TTL: duration({ max: 3_600 }).prefault('15m'),
  DEVICE_TRUST_TTL: duration().prefault('90d'),
  MFA_LOCK_DURATION: duration().prefault('30m'),
  LOGIN_LOCK_DURATION: duration().prefault('15m'),
  VERIFICATION_LINK_TTL: duration({ max: 604_800 }).prefault('24h'),
  RESET_LINK_TTL: duration({ max: 86_400 }).prefault('1h'),

  USE_MOCK_DB: trueOrFalse().prefault('true'),
  DATABASE_URL: connectionUrl().optional(),
  DB_HOST: text()
    .refine(isDatabaseHost, {
      error: 'is no host: it must be a name, an IP address or a socket directory, without port',
    })
    .optional(),
  DB_PORT: wholeNumber(1, 65_535).prefault('5432'),
  DB_NAME: text()
    .refine(isDatabaseName, {
      error: 'has a character the driver cannot take: it must be without ; / ? : @ & = + $ , #',
    })
    .optional(),
  DB_USER: text().optional(),
  DB_PASSWORD: password().optional(),
  DB_POOL_MIN: wholeNumber(0, 10_000).prefault('10'),
  DB_POOL_MAX: wholeNumber(1, 10_000).prefault('50'),
  DB_IDLE_TIMEOUT: milliseconds(0).prefault('30000'),
  DB_CONNECTION_TIMEOUT: milliseconds(1).prefault('10000'),
  DB_POOL_MAX_USES: wholeNumber(1, 1_000_000_000).prefault('7500'),
  DB_STATEMENT_TIMEOUT: milliseconds(0).prefault('10000'),
  DB_LOCK_TIMEOUT: milliseconds(0).prefault('5000'),
  DB_TLS: oneOf('disable', 'require', 'verify-full').prefault('disable'),
  DB_TLS_CA: certificates().optional(),
  DB_PREPARED_STATEMENTS: trueOrFalse().prefault('true'),
  MAINTENANCE_DATABASE_URL: connectionUrl().optional(),
  MAINTENANCE_POOL_MAX: wholeNumber(2, 100).prefault('2'),

  JOB_POLL_INTERVAL: duration({ min: 0, max: 3_600 }).optional(),
  JOB_TIME_BUDGET: duration({ max: 3_600 }).prefault('20s'),
  // PostgreSQL takes 65 535 values with a statement, and a row that is told to the audit trail needs up to 23.
  JOB_BATCH_SIZE: wholeNumber(1, 1_000).prefault('500'),
  JOB_CLOCK_TOLERANCE: duration({ min: 0, max: 3_600 }).optional(),
  LOGIN_RETENTION: duration({ min: 86_400, max: 315_360_000 }).prefault('90d'),
  SESSION_RETENTION: duration({ min: 86_400, max: 315_360_000 }).prefault('30d'),

  JWT_ISSUER: text().optional(),
  JWT_AUDIENCE: text().prefault('sallyport'),
  JWT_PRIVATE_KEYS: privateKeys().optional(),
  JWT_REFRESH_SECRET: secret().optional(),

  OTP_SECRET: secret().optional(),
  OTP_LENGTH: wholeNumber(6, 10).prefault('6'),

  // Not below what OWASP's cheat sheet on password storage has as its least, nor beyond what a login may cost.
  HASH_MEMORY: wholeNumber(19_456, 65_536).prefault('19456'),
  HASH_ITERATIONS: wholeNumber(2, 3).prefault('2'),
  HASH_PARALLELISM: wholeNumber(1, 4).prefault('1'),
  HASH_CONCURRENCY: wholeNumber(1, 64).prefault('2'),
  HASH_QUEUE_LENGTH: wholeNumber(0, 10_000).prefault('100'),
  VERIFY_EMAIL_URL: linkTemplate().optional(),
  RESET_PASSWORD_URL: linkTemplate().optional(),

  BREACH_CHECK: trueOrFalse().prefault('false'),
  BREACH_CHECK_URL: webhookUrl().prefault('https://api.pwnedpasswords.com/range'),

  PII_ENCRYPTION_KEYS: keysOrPlain().optional(),
  PII_INDEX_KEYS: namedKeys().optional(),

  AUDIT_SEALING: trueOrFalse().prefault('false'),
  AUDIT_SEAL_KEYS: verifyingKeys().optional(),
  AUDIT_SEAL_LAG: duration({ min: 10, max: 86_400 }).prefault('5m'),
  SIEM_WEBHOOK_URL: webhookUrl().optional(),
  SIEM_WEBHOOK_SECRET: secret().optional(),
  SIEM_MIN_SEVERITY: oneOf(...SEVERITIES).prefault('INFO'),

  IDENTITY_PROVIDER: oneOf('simulator', 'database', 'ldap', 'webhook').optional(),
  IDENTITY_WEBHOOK_URL: webhookUrl().optional(),
  IDENTITY_WEBHOOK_SECRET: secret().optional(),
  ...LDAP_VARIABLES,
  OTP_SENDER: adapter(),
  OTP_WEBHOOK_URL: webhookUrl().optional(),
  OTP_WEBHOOK_SECRET: secret().optional(),
  PUSH_SENDER: adapter(),
  PUSH_WEBHOOK_URL: webhookUrl().optional(),
  PUSH_WEBHOOK_SECRET: secret().optional(),
  PUSH_CALLBACK_SECRET: secret().optional(),
  RISK_SERVICE: adapter(),
  RISK_WEBHOOK_URL: webhookUrl().optional(),
  RISK_WEBHOOK_SECRET: secret().optional(),
  WEBHOOK_TIMEOUT: wholeNumber(1, 60_000).prefault('3000'),
  WEBHOOK_RETRIES: wholeNumber(0, 5).prefault('2'),

  MAIL_TRANSPORT: oneOf('smtp', 'folder').optional(),
  SMTP_URL: smtpUrl().optional(),
  MAIL_FOLDER: text().prefault('var/mail'),
  MAIL_FROM: sender().optional(),
  MAIL_PRODUCT_NAME: text().prefault('Sallyport'),
  MAIL_POLL_INTERVAL: duration({ min: 0, max: 3_600 }).optional(),
} satisfies Record<string, z.ZodType>;

export type Variable = keyof typeof VARIABLES;

/** The environment, each variable parsed; undefined where one without a fixed default is not set. */
export type Settings = { readonly [V in Variable]: z.output<(typeof VARIABLES)[V]> };

/** Settings of which the faulty ones are left out. */
export type Draft = Partial<Settings>;

export type Environment = Readonly<Record<string, string | undefined>>;

export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly Variable[];

/** Reads every variable by itself, and notes each that is faulty. A blank one counts as not set. */
export function readSettings(env: Environment, findings: Findings): Draft {
  const draft: Partial<Record<Variable, unknown>> = {};
  for (const name of VARIABLE_NAMES) {
    const raw = env[name];
    const result = VARIABLES[name].safeParse(raw?.trim() ? raw : undefined);
    if (result.success) draft[name] = result.data;
    else for (const issue of result.error.issues) findings.add(name, issue.message, issue.path[0]);
  }
  return draft as Draft;
}
