import type { ConfigurationError } from './configuration-error.js';
import { type Environment, VARIABLE_NAMES } from './environment.schema.js';
import { loadConfig } from './load-config.js';

const SECRET = 'a-secret-of-thirty-two-characters';
const ON_POSTGRES = { USE_MOCK_DB: 'false' };

function problemsOf(env: Environment): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

const namesOf = (env: Environment) => problemsOf(env).map((problem) => problem.split(' ')[0]);

describe('a single variable', () => {
  it.each([
    ['NODE_ENV', 'prod'],
    ['LOG_LEVEL', 'verbose'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['HOST', 'a\u0000b'],
    ['TRUST_PROXY', 'yes'],
    ['USE_MOCK_DB', 'TRUE'],
    ['COOKIE_SECURE', '1'],
    ['CLIENT_IDS', ' , '],
    ['OTP_LENGTH', '5'],
    ['OTP_LENGTH', '11'],
    ['WEBHOOK_RETRIES', '6'],
    ['WEBHOOK_TIMEOUT', '0'],
    ['ACCESS_TOKEN_TTL', '0'],
    ['ACCESS_TOKEN_TTL', '1.5m'],
    ['DEVICE_TRUST_TTL', '3651d'],
    ['MFA_LOCK_DURATION', '9'.repeat(400)],
    ['MFA_TRANSACTION_TTL', '601'],
    ['REFRESH_REUSE_GRACE', '61s'],
    ['DB_PORT', '0'],
    ['DB_POOL_MAX', '0'],
    ['DB_CONNECTION_TIMEOUT', '0'],
    ['DB_TLS', 'prefer'],
    ['DB_TLS_CA', '/no/such/file'],
    ['DB_TLS_CA', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['DB_HOST', 'db:5432'],
    ['DB_NAME', 'a/b'],
    ['DATABASE_URL', 'mysql://u:p@h/db'],
    ['JWT_PRIVATE_KEYS', 'garbage'],
    ['JWT_REFRESH_SECRET', 'x'.repeat(31)],
    ['OTP_SECRET', ` ${SECRET}`],
    ['OTP_SENDER', 'smtp'],
    ['OTP_WEBHOOK_URL', 'ftp://otp/'],
    ['OTP_WEBHOOK_URL', 'https://user:pw@otp/'],
  ])('is refused: %s=%j', (name, value) => expect(namesOf({ [name]: value })).toEqual([name]));

  it.each([
    '*',
    'null',
    'localhost:3000',
    'https://*.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://app.example.com:443',
    'https://App.example.com',
    'https://user@app.example.com',
    'app://local',
  ])('is no bare origin: %s', (origin) => {
    expect(namesOf({ PUBLIC_URL: origin })).toEqual(['PUBLIC_URL']);
    expect(problemsOf({ CORS_ORIGINS: `http://localhost:3000,${origin}` })).toEqual([
      expect.stringMatching(/^CORS_ORIGINS \(entry 2\) is not a bare origin: it must be like /),
    ]);
  });

  it('may be zero where zero turns something off', () =>
    expect(problemsOf({ REFRESH_REUSE_GRACE: '0', WEBHOOK_RETRIES: '0', SHUTDOWN_GRACE: '0' })).toEqual([]));
});

describe('variables that must agree', () => {
  it.each([
    ['SESSION_TTL', 'REFRESH_TOKEN_TTL', '1h', '30m'],
    ['ACCESS_TOKEN_TTL', 'SESSION_TTL', '1h', '30m'],
    ['MFA_TRANSACTION_TTL', 'AUTH_CONTEXT_TTL', '601', '600'],
    ['ESIGN_TRANSACTION_TTL', 'AUTH_CONTEXT_TTL', '16m', '15m'],
    ['DEVICE_BIND_TRANSACTION_TTL', 'AUTH_CONTEXT_TTL', '16m', '15m'],
  ])('say that %s is at most %s', (shorter, longer, value, limit) => {
    const others = { ACCESS_TOKEN_TTL: '1m', MFA_TRANSACTION_TTL: '1m' };
    expect(namesOf({ ...others, [shorter]: value, [longer]: limit })).toContain(shorter);
    expect(namesOf({ ...others, [shorter]: limit, [longer]: limit })).not.toContain(shorter);
  });

  it('tell both durations of a conflict', () =>
    expect(problemsOf({ ESIGN_TRANSACTION_TTL: '1200', AUTH_CONTEXT_TTL: '15m' })).toEqual([
      'ESIGN_TRANSACTION_TTL is 20m: it must be at most AUTH_CONTEXT_TTL, 15m',
    ]));

  it('are not compared when one of them is faulty', () =>
    expect(namesOf({ SESSION_TTL: '30d', REFRESH_TOKEN_TTL: 'long' })).toEqual(['REFRESH_TOKEN_TTL']));

  it('say that the pool has room for its least', () =>
    expect(problemsOf({ DB_POOL_MIN: '6', DB_POOL_MAX: '5' })).toEqual([
      'DB_POOL_MIN is 6: it must be at most DB_POOL_MAX, 5',
    ]));

  it('say that certificates are only given where they are checked', async () => {
    const [DB_TLS_CA] = (await import('node:tls')).rootCertificates;
    expect(namesOf({ DB_TLS_CA })).toEqual(['DB_TLS_CA']);
    expect(namesOf({ DB_TLS_CA, DB_TLS: 'require' })).toEqual(['DB_TLS_CA']);
    expect(namesOf({ DB_TLS_CA, DB_TLS: 'verify-full' })).toEqual([]);
  });
});

describe('PostgreSQL', () => {
  const CHOICES = ['IDENTITY_PROVIDER', 'OTP_SENDER', 'PUSH_SENDER', 'RISK_SERVICE'];

  it('needs an address, and each adapter named', () =>
    expect(namesOf(ON_POSTGRES)).toEqual(['DATABASE_URL', ...CHOICES]));

  it('needs all parts of an address when it has one', () =>
    expect(namesOf({ ...ON_POSTGRES, DB_HOST: 'db' })).toEqual([
      'DB_NAME',
      'DB_USER',
      'DB_PASSWORD',
      ...CHOICES,
    ]));

  it('has its address from one place', () =>
    expect(
      problemsOf({ ...ON_POSTGRES, DATABASE_URL: 'postgres://h/db', DB_HOST: 'db', DB_USER: 'u' }),
    ).toContain('DATABASE_URL is set beside DB_HOST, DB_USER: it must be either the URL or the parts'));

  it('is not said to lack what is there but faulty', () =>
    expect(namesOf({ ...ON_POSTGRES, DATABASE_URL: 'x', OTP_SENDER: 'x' })).toEqual([
      'DATABASE_URL',
      'OTP_SENDER',
      ...CHOICES.filter((choice) => choice !== 'OTP_SENDER'),
    ]));
});

describe('a webhook', () => {
  it.each([
    ['IDENTITY_PROVIDER', ['IDENTITY_WEBHOOK_URL', 'IDENTITY_WEBHOOK_SECRET']],
    ['OTP_SENDER', ['OTP_WEBHOOK_URL', 'OTP_WEBHOOK_SECRET']],
    ['PUSH_SENDER', ['PUSH_WEBHOOK_URL', 'PUSH_WEBHOOK_SECRET', 'PUSH_CALLBACK_SECRET']],
    ['RISK_SERVICE', ['RISK_WEBHOOK_URL', 'RISK_WEBHOOK_SECRET']],
  ])('as %s needs its URL and secrets', (choice, needs) =>
    expect(namesOf({ [choice]: 'webhook' })).toEqual(needs),
  );
});

describe('the list of problems', () => {
  it('has every problem at once, with variable, fault and remedy', () =>
    expect(
      problemsOf({
        PORT: '80a',
        SESSION_TTL: 'day',
        OTP_SECRET: 'short',
        OTP_SENDER: 'webhook',
        ...ON_POSTGRES,
      }),
    ).toEqual([
      'PORT is not a whole number: it must be one from 0 to 65535',
      'SESSION_TTL is not a duration: it must be whole seconds, or a whole number with s, m, h or d, such as 15m',
      'OTP_SECRET is too short: it must have at least 32 characters',
      expect.stringMatching(/^DATABASE_URL is missing: it must be a postgres:\/\/ URL, or DB_HOST, /),
      'IDENTITY_PROVIDER is missing: it must be named on PostgreSQL: database, ldap, webhook or simulator',
      'PUSH_SENDER is missing: it must be named on PostgreSQL: webhook or simulator',
      'RISK_SERVICE is missing: it must be named on PostgreSQL: webhook or simulator',
      'OTP_WEBHOOK_URL is missing: it must be the URL that OTP_SENDER webhook calls',
      'OTP_WEBHOOK_SECRET is missing: it must be a secret of at least 32 characters',
    ]));

  it.each([
    ['CaNaRy', ' CaNaRy'],
    ['CaNaRy', '{"keys": CaNaRy}'],
    ['CaNaRy', '-----BEGIN PRIVATE KEY-----CaNaRy-----END PRIVATE KEY-----'],
    ['CaNaRy', 'postgres://u:CaNaRy/@h/db'],
    ['CaNaRy', ` ${'CaNaRy'.repeat(8)}`],
  ])('never repeats %s out of %j, whichever variable holds it', (canary, value) => {
    for (const NODE_ENV of ['development', 'production']) {
      const problems = problemsOf({
        ...Object.fromEntries(VARIABLE_NAMES.map((name) => [name, value])),
        NODE_ENV,
      });
      expect(problems.length).toBeGreaterThan(20);
      expect(problems.join('\n')).not.toContain(canary);
    }
  });
});
