import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { PostgresConfig } from './app-config.js';
import { type Environment, VARIABLE_NAMES } from './environment.schema.js';
import { loadConfig } from './load-config.js';

const POSTGRES = {
  USE_MOCK_DB: 'false',
  DATABASE_URL: 'postgres://app:pw@db:5432/ciam',
  IDENTITY_PROVIDER: 'simulator',
  OTP_SENDER: 'simulator',
  PUSH_SENDER: 'simulator',
  RISK_SERVICE: 'simulator',
};
const SECRET = 'a-secret-of-thirty-two-characters';

const http = (env: Environment) => loadConfig(env).http;
const database = (env: Environment) => loadConfig({ ...POSTGRES, ...env }).database as PostgresConfig;

describe('an empty environment', () => {
  const config = loadConfig({});

  it('is development on the embedded database', () =>
    expect(config).toMatchObject({
      environment: 'development',
      logLevel: 'info',
      database: { kind: 'embedded' },
    }));

  it('listens on loopback and knows its own origin', () =>
    expect(config.http).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      corsOrigins: ['http://localhost:3000', 'http://localhost:3001'],
      trustProxy: false,
      secureCookies: false,
      clientIds: [],
      defaultClientId: 'tuvens',
      gatewayApiKeys: ['dev-gateway-key'],
      shutdownGraceMs: 10_000,
    }));

  it('has the lifetimes of the contract, in seconds', () =>
    expect(config.lifetimes).toEqual({
      authContext: 900,
      mfaTransaction: 120,
      esignTransaction: 600,
      deviceBindTransaction: 300,
      accessToken: 900,
      session: 86_400,
      refreshToken: 1_209_600,
      refreshReuseGrace: 10,
      deviceTrust: 7_776_000,
      mfaLock: 1_800,
      passwordLock: 900,
      emailVerification: 86_400,
      passwordReset: 3_600,
      crossAppToken: 900,
    }));

  it('leaves keys and secrets to be made at start', () => {
    const tokens = {
      issuer: 'http://localhost:8080',
      audience: 'sallyport',
      privateKeys: [],
      refreshSecret: '',
    };
    expect(config).toMatchObject({ tokens, mfa: { otpSecret: '', otpLength: 6 } });
  });

  it('simulates the outside world', () =>
    expect(config.adapters).toEqual({
      identityProvider: 'simulator',
      otpSender: 'simulator',
      pushSender: 'simulator',
      riskService: 'simulator',
      webhookTimeoutMs: 3_000,
      webhookRetries: 2,
    }));

  it('is the same as one of blank variables', () =>
    expect(
      loadConfig(Object.fromEntries(VARIABLE_NAMES.map((name, index) => [name, index % 2 ? '' : ' ']))),
    ).toEqual(config));
});

describe('what is not set follows from what is', () => {
  it('takes the port into its own origin, as a browser writes it', () => {
    expect(http({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000');
    expect(http({ PORT: '80' }).publicUrl).toBe('http://localhost');
    expect(http({ PORT: '0' })).toMatchObject({ port: 0 });
  });

  it('issues tokens in the name of its origin', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://id.example.com' }).tokens.issuer).toBe('https://id.example.com');
    expect(loadConfig({ JWT_ISSUER: 'urn:me' }).tokens.issuer).toBe('urn:me');
  });

  it('secures cookies when the origin is https, unless told otherwise', () => {
    expect(http({ PUBLIC_URL: 'https://id.example.com' }).secureCookies).toBe(true);
    expect(http({ PUBLIC_URL: 'https://id.example.com', COOKIE_SECURE: 'false' }).secureCookies).toBe(false);
    expect(http({ COOKIE_SECURE: 'true' }).secureCookies).toBe(true);
  });

  it('listens on every address with PostgreSQL, unless told otherwise', () => {
    expect(http(POSTGRES).host).toBe('0.0.0.0');
    expect(http({ ...POSTGRES, HOST: '10.0.0.1' }).host).toBe('10.0.0.1');
  });

  it('may lack keys and secrets on PostgreSQL outside production', () =>
    expect(loadConfig({ ...POSTGRES, NODE_ENV: 'test' })).toMatchObject({
      tokens: { privateKeys: [], refreshSecret: '' },
      mfa: { otpSecret: '' },
    }));
});

describe('what is set', () => {
  it('is read from lists without blanks and repetitions', () =>
    expect(http({ CLIENT_IDS: ' web, app,,web ,' }).clientIds).toEqual(['web', 'app']));

  it('becomes the database with its pool', () =>
    expect(
      database({ DB_POOL_MIN: '1', DB_POOL_MAX: '5', DB_IDLE_TIMEOUT: '0', DB_PREPARED_STATEMENTS: 'false' }),
    ).toEqual({
      kind: 'postgres',
      url: 'postgres://app:pw@db:5432/ciam',
      pool: {
        min: 1,
        max: 5,
        idleTimeoutMs: 0,
        connectionTimeoutMs: 10_000,
        maxUses: 7_500,
        statementTimeoutMs: 10_000,
        lockTimeoutMs: 5_000,
      },
      tls: false,
      preparedStatements: false,
      maintenance: { url: 'postgres://app:pw@db:5432/ciam', max: 2 },
    }));

  it('becomes the URL of the database, each part escaped', () => {
    const parts = {
      DATABASE_URL: '',
      DB_HOST: 'pg',
      DB_NAME: 'ciam',
      DB_USER: 'a@b',
      DB_PASSWORD: ' p/w:?#% ',
    };
    expect(database(parts).url).toBe('postgres://a%40b:%20p%2Fw%3A%3F%23%25%20@pg:5432/ciam');
    expect(database({ ...parts, DB_PORT: '6432' }).url).toContain('@pg:6432/');
  });

  it('turns on the encryption of the connection, with or without trust', () => {
    expect(database({ DB_TLS: 'require' }).tls).toEqual({ rejectUnauthorized: false });
    expect(database({ DB_TLS: 'verify-full' }).tls).toEqual({ rejectUnauthorized: true });
  });

  it('names the certificates to trust, as text or as a file', () => {
    const ca = rootCertificates.slice(0, 2).join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'ca-'));
    writeFileSync(join(folder, 'ca.pem'), `two authorities\n${ca}\n`);
    const tlsOf = (DB_TLS_CA: string) => database({ DB_TLS: 'verify-full', DB_TLS_CA }).tls;
    expect(tlsOf(ca)).toEqual({ rejectUnauthorized: true, ca });
    expect(tlsOf(ca.replaceAll('\n', '\\n'))).toEqual({ rejectUnauthorized: true, ca });
    expect(tlsOf(join(folder, 'ca.pem'))).toEqual({ rejectUnauthorized: true, ca });
    rmSync(folder, { recursive: true });
  });

  it('connects a webhook and leaves the others simulated', () => {
    const env = { PUSH_SENDER: 'webhook', PUSH_WEBHOOK_URL: 'http://push/', PUSH_WEBHOOK_SECRET: SECRET };
    expect(loadConfig({ ...env, PUSH_CALLBACK_SECRET: `${SECRET}2` }).adapters).toMatchObject({
      pushSender: 'webhook',
      pushWebhook: { url: 'http://push/', secret: SECRET },
      pushCallbackSecret: `${SECRET}2`,
      otpSender: 'simulator',
      otpWebhook: undefined,
    });
  });
});

describe('the configuration', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const JWT_PRIVATE_KEYS = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const config = loadConfig({ ...POSTGRES, JWT_PRIVATE_KEYS });

  it('is frozen all the way down', () => {
    const thawed = (value: unknown): unknown[] =>
      typeof value !== 'object' || value === null || value === config.tokens.privateKeys[0]
        ? []
        : [...(Object.isFrozen(value) ? [] : [value]), ...Object.values(value).flatMap(thawed)];
    expect(thawed(config)).toEqual([]);
  });

  it('has keys that still work', () => {
    expect(config.tokens.privateKeys[0].asymmetricKeyType).toBe('ec');
    expect(config.tokens.privateKeys[0].equals(privateKey)).toBe(true);
  });
});
