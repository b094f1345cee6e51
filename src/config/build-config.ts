import { createHash } from 'node:crypto';
import type {
  AdapterConfig,
  AppConfig,
  ConfidentialClient,
  EmbeddedConfig,
  HttpConfig,
  Lifetimes,
  PostgresConfig,
  RegisteredApp,
  TokenConfig,
  WebhookConfig,
} from './app-config.js';
import { DEVELOPMENT_APPS } from './apps.js';
import { buildAudit } from './build-audit.js';
import { buildLinks, buildPasswords } from './build-people.js';
import { databaseUrl } from './database-url.js';
import type { Settings } from './environment.schema.js';
import { buildJobs, buildRetention } from './build-jobs.js';
import { buildMail } from './build-mail.js';
import { buildLdap } from './ldap.js';
import { buildTelemetry } from './build-telemetry.js';
import { publicUrlOf } from './public-url.js';
import { rateLimits } from './rate-limits.js';

const DEVELOPMENT_ORIGINS = ['http://localhost:3000', 'http://localhost:3001'];
const DEVELOPMENT_CLIENT = { clientId: 'gateway', secret: 'dev-gateway-secret' };
const DEVELOPMENT_GATEWAY_KEYS = ['dev-gateway-key'];

function buildAccess(
  settings: Settings,
): Pick<HttpConfig, 'corsOrigins' | 'clientIds' | 'defaultClientId' | 'gatewayApiKeys'> {
  const production = settings.NODE_ENV === 'production';
  const origins = settings.CORS_ORIGINS ?? (production ? [] : DEVELOPMENT_ORIGINS);
  return {
    // Of apps that were named: who names origins alone must not get those of development's apps besides.
    corsOrigins: [...new Set([...origins, ...(settings.APPS ?? []).flatMap((app) => app.origins)])],
    clientIds: settings.CLIENT_IDS ?? [],
    defaultClientId: settings.DEFAULT_CLIENT_ID,
    gatewayApiKeys: settings.GATEWAY_API_KEYS ?? (production ? [] : [...DEVELOPMENT_GATEWAY_KEYS]),
  };
}

function buildHttp(settings: Settings): HttpConfig {
  const publicUrl = publicUrlOf(settings);
  return {
    ...buildAccess(settings),
    // People whose passwords are in the documentation are not for the network to meet.
    host: settings.HOST ?? (settings.USE_MOCK_DB ? '127.0.0.1' : '0.0.0.0'),
    port: settings.PORT,
    publicUrl,
    trustProxy: settings.TRUST_PROXY,
    // Production has no plain http, so this is true there.
    secureCookies: settings.COOKIE_SECURE ?? publicUrl.startsWith('https:'),
    shutdownGraceMs: settings.SHUTDOWN_GRACE * 1_000,
  };
}

function buildTls({ DB_TLS: mode, DB_TLS_CA: ca }: Settings): PostgresConfig['tls'] {
  if (mode === 'disable') return false;
  return { rejectUnauthorized: mode === 'verify-full', ...(ca === undefined ? {} : { ca }) };
}

function addressOf(settings: Settings): string {
  return databaseUrl({
    host: settings.DB_HOST ?? '',
    port: settings.DB_PORT,
    name: settings.DB_NAME ?? '',
    user: settings.DB_USER ?? '',
    password: settings.DB_PASSWORD ?? '',
  });
}

function buildDatabase(settings: Settings): PostgresConfig | EmbeddedConfig {
  if (settings.USE_MOCK_DB) return { kind: 'embedded' };
  return {
    kind: 'postgres',
    url: settings.DATABASE_URL ?? addressOf(settings),
    pool: {
      min: settings.DB_POOL_MIN,
      max: settings.DB_POOL_MAX,
      idleTimeoutMs: settings.DB_IDLE_TIMEOUT,
      connectionTimeoutMs: settings.DB_CONNECTION_TIMEOUT,
      maxUses: settings.DB_POOL_MAX_USES,
      statementTimeoutMs: settings.DB_STATEMENT_TIMEOUT,
      lockTimeoutMs: settings.DB_LOCK_TIMEOUT,
    },
    tls: buildTls(settings),
    preparedStatements: settings.DB_PREPARED_STATEMENTS,
    maintenance: {
      url: settings.MAINTENANCE_DATABASE_URL ?? settings.DATABASE_URL ?? addressOf(settings),
      max: settings.MAINTENANCE_POOL_MAX,
    },
  };
}

function buildLifetimes(settings: Settings): Lifetimes {
  return {
    authContext: settings.AUTH_CONTEXT_TTL,
    mfaTransaction: settings.MFA_TRANSACTION_TTL,
    esignTransaction: settings.ESIGN_TRANSACTION_TTL,
    deviceBindTransaction: settings.DEVICE_BIND_TRANSACTION_TTL,
    accessToken: settings.ACCESS_TOKEN_TTL,
    session: settings.SESSION_TTL,
    refreshToken: settings.REFRESH_TOKEN_TTL,
    refreshReuseGrace: settings.REFRESH_REUSE_GRACE,
    deviceTrust: settings.DEVICE_TRUST_TTL,
    mfaLock: settings.MFA_LOCK_DURATION,
    passwordLock: settings.LOGIN_LOCK_DURATION,
    emailVerification: settings.VERIFICATION_LINK_TTL,
    passwordReset: settings.RESET_LINK_TTL,
    crossAppToken: settings.CROSS_APP_TOKEN_TTL,
  };
}

function buildTokens(settings: Settings): TokenConfig {
  return {
    issuer: settings.JWT_ISSUER ?? publicUrlOf(settings),
    audience: settings.JWT_AUDIENCE,
    privateKeys: settings.JWT_PRIVATE_KEYS ?? [],
    refreshSecret: settings.JWT_REFRESH_SECRET ?? '',
  };
}

function webhook(url: string | undefined, secret: string | undefined): WebhookConfig | undefined {
  return url !== undefined && secret !== undefined ? { url, secret } : undefined;
}

function buildAdapters(settings: Settings): AdapterConfig {
  return {
    identityProvider: settings.IDENTITY_PROVIDER ?? 'simulator',
    identityWebhook: webhook(settings.IDENTITY_WEBHOOK_URL, settings.IDENTITY_WEBHOOK_SECRET),
    ldap: buildLdap(settings),
    otpSender: settings.OTP_SENDER ?? 'simulator',
    otpWebhook: webhook(settings.OTP_WEBHOOK_URL, settings.OTP_WEBHOOK_SECRET),
    pushSender: settings.PUSH_SENDER ?? 'simulator',
    pushWebhook: webhook(settings.PUSH_WEBHOOK_URL, settings.PUSH_WEBHOOK_SECRET),
    pushCallbackSecret: settings.PUSH_CALLBACK_SECRET,
    riskService: settings.RISK_SERVICE ?? 'simulator',
    riskWebhook: webhook(settings.RISK_WEBHOOK_URL, settings.RISK_WEBHOOK_SECRET),
    webhookTimeoutMs: settings.WEBHOOK_TIMEOUT,
    webhookRetries: settings.WEBHOOK_RETRIES,
  };
}

function buildApps({ APPS: apps, NODE_ENV: environment }: Settings): RegisteredApp[] {
  const registered = apps ?? (environment === 'production' ? [] : DEVELOPMENT_APPS);
  return registered.map(({ id, targets, secrets }) => ({
    id,
    targets,
    secretHashes: secrets.map(sha256),
  }));
}

/** Secrets are only ever compared, so that their hashes are all the server keeps. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function buildClients({ OAUTH_CLIENTS: clients, NODE_ENV: environment }: Settings): ConfidentialClient[] {
  const pairs = clients ?? (environment === 'production' ? [] : [DEVELOPMENT_CLIENT]);
  const ids = [...new Set(pairs.map(({ clientId }) => clientId))];
  return ids.map((clientId) => ({
    clientId,
    secretHashes: pairs.filter((pair) => pair.clientId === clientId).map(({ secret }) => sha256(secret)),
  }));
}

/** The configuration these settings stand for; they must have passed every check. */
export function buildConfig(settings: Settings): AppConfig {
  return {
    environment: settings.NODE_ENV,
    logLevel: settings.LOG_LEVEL,
    http: buildHttp(settings),
    database: buildDatabase(settings),
    lifetimes: buildLifetimes(settings),
    tokens: buildTokens(settings),
    mfa: { otpSecret: settings.OTP_SECRET ?? '', otpLength: settings.OTP_LENGTH },
    passwords: buildPasswords(settings),
    links: buildLinks(settings),
    personalData: {
      sealKeys: settings.PII_ENCRYPTION_KEYS ?? [],
      indexKeys: settings.PII_INDEX_KEYS ?? [],
    },
    audit: buildAudit(settings),
    adapters: buildAdapters(settings),
    mail: buildMail(settings),
    apps: buildApps(settings),
    clients: buildClients(settings),
    jobs: buildJobs(settings),
    retention: buildRetention(settings),
    telemetry: buildTelemetry(settings),
    rateLimits: {
      enabled: settings.RATE_LIMIT_ENABLED,
      policies: rateLimits(settings.RATE_LIMITS ?? {}, settings.NODE_ENV === 'production'),
    },
  };
}
