import { generateKeyPairSync } from 'node:crypto';
import type { ConfigurationError } from './configuration-error.js';
import type { Environment } from './environment.schema.js';
import { loadConfig } from './load-config.js';

const secret = (name: string) => `${name}-0123456789-0123456789-0123456789`;

const SOUND: Environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://id.bank.test',
  USE_MOCK_DB: 'false',
  DATABASE_URL: 'postgres://app:xK4vQ9@db/ciam',
  DB_TLS: 'verify-full',
  GATEWAY_API_KEYS: `${secret('one')},${secret('two')}`,
  JWT_PRIVATE_KEYS: JSON.stringify({
    keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })],
  }),
  JWT_REFRESH_SECRET: secret('refresh'),
  OTP_SECRET: secret('otp'),
  IDENTITY_PROVIDER: 'webhook',
  IDENTITY_WEBHOOK_URL: 'https://identity.bank.test/hook',
  IDENTITY_WEBHOOK_SECRET: secret('identity'),
  OTP_SENDER: 'webhook',
  OTP_WEBHOOK_URL: 'https://otp.bank.test/hook',
  OTP_WEBHOOK_SECRET: secret('otp-hook'),
  PUSH_SENDER: 'webhook',
  PUSH_WEBHOOK_URL: 'https://push.bank.test/hook',
  PUSH_WEBHOOK_SECRET: secret('push-hook'),
  PUSH_CALLBACK_SECRET: secret('push-callback'),
  RISK_SERVICE: 'webhook',
  RISK_WEBHOOK_URL: 'https://risk.bank.test/hook',
  RISK_WEBHOOK_SECRET: secret('risk'),
};

function problemsWith(changes: Environment): readonly string[] {
  try {
    loadConfig({ ...SOUND, ...changes });
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

it('production is never without rate limits', () =>
  expect(problemsWith({ RATE_LIMIT_ENABLED: 'false' })).toEqual([
    'RATE_LIMIT_ENABLED is false: it must be true in production',
  ]));

const partsOf = (DB_PASSWORD: string) => ({
  DATABASE_URL: '',
  DB_HOST: 'db',
  DB_NAME: 'ciam',
  DB_USER: 'app',
  DB_PASSWORD,
});

describe('production', () => {
  it('starts when everything is in order, with secure cookies and no foreign origin', () =>
    expect(loadConfig(SOUND)).toMatchObject({
      environment: 'production',
      http: { secureCookies: true, corsOrigins: [], host: '0.0.0.0' },
      tokens: { issuer: 'https://id.bank.test' },
      database: { kind: 'postgres', tls: { rejectUnauthorized: true } },
    }));

  it.each([
    ['the embedded database', 'USE_MOCK_DB', 'true', 'selects the embedded database'],
    ['the embedded database by default', 'USE_MOCK_DB', '', 'selects the embedded database'],
    ['plain http', 'PUBLIC_URL', 'http://id.bank.test', 'is plain http'],
    ['the origin of development', 'PUBLIC_URL', '', 'is missing'],
    ['cookies over plain http', 'COOKIE_SECURE', 'false', 'is false'],
    ['missing gateway keys', 'GATEWAY_API_KEYS', '', 'is missing'],
    ['missing signing keys', 'JWT_PRIVATE_KEYS', '', 'is missing'],
    ['a missing refresh secret', 'JWT_REFRESH_SECRET', '', 'is missing'],
    ['a missing code secret', 'OTP_SECRET', '', 'is missing'],
    ['a short refresh secret', 'JWT_REFRESH_SECRET', 'short', 'is too short'],
    ['a short code secret', 'OTP_SECRET', 'short', 'is too short'],
    ['a short callback secret', 'PUSH_CALLBACK_SECRET', 'short', 'is too short'],
    ['a simulated directory', 'IDENTITY_PROVIDER', 'simulator', 'is simulator'],
    ['a simulated code sender', 'OTP_SENDER', 'simulator', 'is simulator'],
    ['a simulated push sender', 'PUSH_SENDER', 'simulator', 'is simulator'],
    ['a simulated risk service', 'RISK_SERVICE', 'simulator', 'is simulator'],
    ['an adapter that is not named', 'RISK_SERVICE', '', 'is missing'],
    ['a webhook over plain http', 'OTP_WEBHOOK_URL', 'HTTP://otp.bank.test', 'is plain http'],
    ['a placeholder for a secret', 'OTP_SECRET', secret('change-me'), 'holds a secret that is published'],
    ['an example of a secret', 'RISK_WEBHOOK_SECRET', secret('Example'), 'holds a secret that is published'],
    [
      'a published password',
      'DATABASE_URL',
      'postgres://app:password@db/ciam',
      'holds a secret that is published',
    ],
    [
      'a published password, escaped',
      'DATABASE_URL',
      'postgres://app:p%61ssword@db/ciam',
      'holds a secret that is published',
    ],
    [
      'a published password in the query',
      'DATABASE_URL',
      'postgres://app@db/ciam?password=postgres',
      'holds a secret that is published',
    ],
  ])('refuses %s', (_what, variable, value, problem) =>
    expect(problemsWith({ [variable]: value })).toEqual([
      expect.stringMatching(`^${variable} ${problem}.*: it must `),
    ]),
  );

  it('refuses a published password among the parts', () => {
    expect(problemsWith(partsOf('xK4vQ9'))).toEqual([]);
    expect(problemsWith(partsOf('Password'))).toEqual([
      expect.stringMatching(/^DB_PASSWORD holds a secret that is published/),
    ]);
  });

  it('refuses gateway keys that are short or published, and says which', () => {
    const problems = problemsWith({ GATEWAY_API_KEYS: `${secret('one')},dev-gateway-key` });
    expect(problems).toEqual([
      'GATEWAY_API_KEYS (entry 2) is too short: in production it must have at least 32 characters',
      expect.stringMatching(/^GATEWAY_API_KEYS holds a secret that is published/),
    ]);
  });

  it('refuses one secret for two purposes', () => {
    const shared = 'holds the same secret as JWT_REFRESH_SECRET: it must be one of its own';
    expect(
      problemsWith({
        OTP_SECRET: secret('refresh'),
        GATEWAY_API_KEYS: `${secret('one')},${secret('refresh')}`,
        DATABASE_URL: `postgres://app:${secret('refresh')}@db/ciam`,
      }),
    ).toEqual([`OTP_SECRET ${shared}`, `DATABASE_URL ${shared}`, `GATEWAY_API_KEYS ${shared}`]);
  });

  it('names all that is missing from an empty environment at once', () => {
    const refused = (env: Environment) => {
      const blank = Object.fromEntries(Object.keys(SOUND).map((name) => [name, undefined]));
      return problemsWith({ ...blank, ...env }).map((problem) => problem.split(' ')[0]);
    };
    const needed = Object.keys(SOUND).filter((name) => !['NODE_ENV', 'DB_TLS'].includes(name));
    expect(refused({ NODE_ENV: 'production' }).sort()).toEqual(needed.sort());
  });

  it('alone is that strict', () =>
    expect(
      problemsWith({
        NODE_ENV: 'test',
        COOKIE_SECURE: 'false',
        OTP_SECRET: secret('refresh'),
        RISK_SERVICE: 'simulator',
      }),
    ).toEqual([]));
});
