import type { KeyObject } from 'node:crypto';
import type { LdapMapping } from './ldap-mapping.js';
import type { AuditConfig } from './audit-config.js';
import type { LinkConfig, PasswordConfig } from './account-config.js';
import type { MailConfig } from './mail-config.js';
import type { PersonalDataConfig } from './named-keys.js';
import type { RateLimits } from './rate-limits.js';
import type { TelemetryConfig } from './telemetry-config.js';

export type AdapterKind = 'simulator' | 'webhook';

/** A directory that speaks LDAP. */
export interface LdapConfig {
  readonly url: string;
  /** With ldap://: no word is said before the connection is encrypted. */
  readonly startTls: boolean;
  readonly ca?: string;
  /** The service account, which looks people up. */
  readonly bindDn: string;
  readonly bindPassword: string;
  readonly userBase: string;
  readonly userFilter: string;
  /** Where the entry of a user name is; without it, it is searched for. */
  readonly userDnTemplate?: string;
  /** Whom a password is tried on when there is nobody of that name. */
  readonly decoyDn: string;
  /** Where groups are searched for; without it, `memberOf` alone tells of them. */
  readonly groupBase?: string;
  readonly groupFilter: string;
  readonly mapping: LdapMapping;
  /** Connections of the service account at most, and as many of people besides. */
  readonly poolMax: number;
  /** For a whole question, however many messages it takes. */
  readonly timeoutMs: number;
}

/** Where a real adapter calls to, and the key its HMAC-SHA256 signature is made with. */
export interface WebhookConfig {
  readonly url: string;
  readonly secret: string;
}

export interface PoolConfig {
  readonly min: number;
  readonly max: number;
  readonly idleTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  readonly maxUses: number;
  /** After which PostgreSQL gives a statement, or its wait for a lock, up; 0 leaves that to the role's settings. */
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

export interface PostgresConfig {
  readonly kind: 'postgres';
  readonly url: string;
  readonly pool: PoolConfig;
  readonly tls: false | { readonly ca?: string; readonly rejectUnauthorized: boolean };
  readonly preparedStatements: boolean;
  /** What jobs connect by: another role, or the same. */
  readonly maintenance: { readonly url: string; readonly max: number };
}

export interface EmbeddedConfig {
  readonly kind: 'embedded';
}

/** How long things live, in seconds. */
export interface Lifetimes {
  readonly authContext: number;
  readonly mfaTransaction: number;
  readonly esignTransaction: number;
  readonly deviceBindTransaction: number;
  readonly accessToken: number;
  readonly session: number;
  readonly refreshToken: number;
  readonly refreshReuseGrace: number;
  readonly deviceTrust: number;
  readonly mfaLock: number;
  readonly passwordLock: number;
  readonly emailVerification: number;
  readonly passwordReset: number;
  readonly crossAppToken: number;
}

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** The server's own origin as browsers see it; state-changing requests from it are accepted. */
  readonly publicUrl: string;
  readonly corsOrigins: readonly string[];
  /** Whose `X-Forwarded-For` is believed: nobody's, that of so many hops, or of these addresses. */
  readonly trustProxy: false | number | string;
  readonly secureCookies: boolean;
  /** Empty: any client may call. */
  readonly clientIds: readonly string[];
  /** The `client_id` of a session whose login named no client. */
  readonly defaultClientId: string;
  readonly gatewayApiKeys: readonly string[];
  readonly shutdownGraceMs: number;
}

export interface TokenConfig {
  readonly issuer: string;
  readonly audience: string;
  /** The first signs, all verify. Empty: a key is made at start (development). */
  readonly privateKeys: readonly KeyObject[];
  /** Empty: a secret is made at start (development). */
  readonly refreshSecret: string;
}

export interface AdapterConfig {
  readonly identityProvider: AdapterKind | 'database' | 'ldap';
  readonly identityWebhook?: WebhookConfig;
  readonly ldap?: LdapConfig;
  readonly otpSender: AdapterKind;
  readonly otpWebhook?: WebhookConfig;
  readonly pushSender: AdapterKind;
  readonly pushWebhook?: WebhookConfig;
  /** Key of the push gateway's signature on approvals. */
  readonly pushCallbackSecret?: string;
  readonly riskService: AdapterKind;
  readonly riskWebhook?: WebhookConfig;
  readonly webhookTimeoutMs: number;
  readonly webhookRetries: number;
}

export interface MfaConfig {
  /** Key of the HMAC that one-time codes are stored as. Empty: made at start (development). */
  readonly otpSecret: string;
  readonly otpLength: number;
}

/** What the server does without being asked. */
export interface JobConfig {
  /** How often a server looks for jobs that are due; 0: it runs none by itself. */
  readonly pollMs: number;
  /** How long a job may go on before others have their turn. */
  readonly budgetMs: number;
  /** Rows that one batch changes at most. */
  readonly batchSize: number;
  /** How far from the database's clock, ahead or behind, that of a server may be that runs jobs; 0: they are not compared. */
  readonly clockToleranceMs: number;
}

/** How long rows are kept, in seconds. */
export interface Retention {
  /** Logins, with their transactions and evaluations; passwords that were tried. */
  readonly logins: number;
  /** Sessions that have ended, with their tokens. */
  readonly sessions: number;
}

/** A client that has a secret, such as an API gateway: it may ask about tokens and take them back. */
export interface ConfidentialClient {
  readonly clientId: string;
  /** SHA-256 of each secret that is good now: two while one replaces the other. */
  readonly secretHashes: readonly string[];
}

/** An app that people are handed over from or to. */
export interface RegisteredApp {
  readonly id: string;
  /** SHA-256 of each secret by which it names itself; none for an app that nobody enters. */
  readonly secretHashes: readonly string[];
  /** The apps that its people may enter. */
  readonly targets: readonly string[];
}

export interface RateLimitConfig {
  readonly enabled: boolean;
  readonly policies: RateLimits;
}

/** Everything that can be set, parsed and checked once at start. */
export interface AppConfig {
  readonly environment: 'development' | 'test' | 'production';
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly http: HttpConfig;
  readonly database: PostgresConfig | EmbeddedConfig;
  readonly lifetimes: Lifetimes;
  readonly tokens: TokenConfig;
  readonly mfa: MfaConfig;
  readonly passwords: PasswordConfig;
  readonly links: LinkConfig;
  readonly personalData: PersonalDataConfig;
  readonly audit: AuditConfig;
  readonly adapters: AdapterConfig;
  readonly mail: MailConfig;
  readonly apps: readonly RegisteredApp[];
  readonly clients: readonly ConfidentialClient[];
  readonly telemetry: TelemetryConfig;
  readonly rateLimits: RateLimitConfig;
  readonly jobs: JobConfig;
  readonly retention: Retention;
}
