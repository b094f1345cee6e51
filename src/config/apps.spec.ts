import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { ConfigurationError } from './configuration-error.js';
import type { Environment } from './environment.schema.js';
import { loadConfig } from './load-config.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const CANARY = 'canary-secret-of-an-app';
const LONG = 'a-secret-of-more-than-thirty-two-characters';

function problemsWith(env: Environment): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

/** What is wrong with these apps, whether or not they are an array. */
const problemsOf = (apps: unknown, env: Environment = {}) =>
  problemsWith({ ...env, APPS: typeof apps === 'string' ? apps : JSON.stringify(apps) });

const inProduction = (env: Environment, variable: string) =>
  problemsWith({ NODE_ENV: 'production', ...env }).filter((problem) => problem.startsWith(variable));

describe('APPS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apps-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  const APPS = [
    { id: 'one', secrets: ['first', 'second'], origins: ['https://one.example'], targets: ['two'] },
    { id: 'two' },
  ];
  const READ = [
    {
      id: 'one',
      secretHashes: [sha256('first'), sha256('second')],
      targets: ['two'],
    },
    { id: 'two', secretHashes: [], targets: [] },
  ];

  it('are those of development unless named', () =>
    expect(loadConfig({}).apps).toEqual([
      { id: 'tuvens', secretHashes: [], targets: ['hi-events'] },
      {
        id: 'hi-events',
        secretHashes: [sha256('dev-hi-events-secret')],
        targets: [],
      },
    ]));

  it('are read from JSON, of each secret only its hash', () =>
    expect(loadConfig({ APPS: ` ${JSON.stringify(APPS)} ` }).apps).toEqual(READ));

  it('are read from a file', () =>
    expect(loadConfig({ APPS: file('good.json', JSON.stringify(APPS)) }).apps).toEqual(READ));

  it('may be none', () => expect(loadConfig({ APPS: '[]' }).apps).toEqual([]));

  const app = (changes: object) => [{ id: 'app', secrets: [CANARY], ...changes }];

  it.each([
    ['broken JSON', `[{"id":"app","secrets":["${CANARY}"]`, 'is no list of apps'],
    ['an object', { id: 'app', secrets: [CANARY] }, 'is neither a JSON array nor a file'],
    ['an app without id', app({ id: undefined }), 'is no list of apps'],
    ['an empty id', app({ id: '' }), 'is no list of apps'],
    ['an id with a space', app({ id: 'my app' }), 'is no list of apps'],
    ['an id of 65 characters', app({ id: 'x'.repeat(65) }), 'is no list of apps'],
    ['an empty secret', app({ secrets: [''] }), 'is no list of apps'],
    ['a secret with a space', app({ secrets: [`${CANARY} ${CANARY}`] }), 'is no list of apps'],
    ['a secret outside a list', app({ secrets: CANARY }), 'is no list of apps'],
    ['an origin with a path', app({ origins: ['https://app.example/'] }), 'is no list of apps'],
    ['an origin that is none', app({ origins: ['app.example'] }), 'is no list of apps'],
    ['an unknown target', app({ targets: ['other'] }), 'has a target that is no app of the list'],
    ['one app twice', [...app({}), { id: 'app' }], 'names an app twice'],
    ['one secret for two apps', [...app({}), ...app({ id: 'b' })], 'gives one secret to two apps'],
    ['a file that is not there', `/no/such/${CANARY}`, 'is neither a JSON array nor a file'],
  ])('refuse %s, and repeat none of it', (_what, apps, problem) => {
    const problems = problemsOf(apps);
    expect(problems).toEqual([expect.stringMatching(`^APPS ${problem}.*: it must be JSON`)]);
    expect(problems.join()).not.toContain(CANARY);
  });

  it('refuse a file that holds no JSON', () =>
    expect(problemsOf(file('bad.json', CANARY))).toEqual([
      expect.stringMatching(/^APPS is no list of apps/),
    ]));

  it('may call from pages of their origins, like those of CORS_ORIGINS', () => {
    const env = {
      CORS_ORIGINS: 'https://one.test',
      APPS: JSON.stringify(app({ origins: ['https://two.test'] })),
    };
    expect(loadConfig(env).http.corsOrigins).toEqual(['https://one.test', 'https://two.test']);
  });

  it('refuse a plain http origin in production', () =>
    expect(
      inProduction({ APPS: JSON.stringify(app({ secrets: [LONG], origins: ['http://two.test'] })) }, 'APPS'),
    ).toEqual([expect.stringMatching(/^APPS holds a plain http origin/)]));

  it('are none in production unless named', () => expect(inProduction({}, 'APPS')).toEqual([]));

  it('refuse the published secret in production', () =>
    expect(
      inProduction({ APPS: JSON.stringify(app({ secrets: ['dev-hi-events-secret'] })) }, 'APPS'),
    ).toEqual([
      expect.stringMatching(/^APPS \(entry 1\) is too short/),
      expect.stringMatching(/^APPS holds a secret that is published/),
    ]));

  it('refuse a short secret in production, wherever it stands', () => {
    const apps = [...app({ secrets: [LONG] }), { id: 'b', secrets: [`${LONG}2`, CANARY] }];
    const problems = inProduction({ APPS: JSON.stringify(apps) }, 'APPS');
    expect(problems).toEqual([expect.stringMatching(/^APPS \(entry 3\) is too short/)]);
    expect(problems.join()).not.toContain(CANARY);
  });

  it('refuse a secret in production that something else has', () => {
    const env = { APPS: JSON.stringify(app({ secrets: [LONG] })), OTP_SECRET: LONG };
    expect(inProduction(env, 'APPS')).toEqual([expect.stringMatching('holds the same secret as OTP_SECRET')]);
  });

  it('take long secrets in production', () =>
    expect(inProduction({ APPS: JSON.stringify(app({ secrets: [LONG] })) }, 'APPS')).toEqual([]));
});

describe('OAUTH_CLIENTS', () => {
  const clientsOf = (OAUTH_CLIENTS: string) => loadConfig({ OAUTH_CLIENTS }).clients;

  it('are the gateway of development unless named', () =>
    expect(loadConfig({}).clients).toEqual([
      { clientId: 'gateway', secretHashes: [sha256('dev-gateway-secret')] },
    ]));

  it('are pairs of id and secret; an id given twice has two secrets', () =>
    expect(clientsOf('a:one, b:two:2 ,a:three')).toEqual([
      { clientId: 'a', secretHashes: [sha256('one'), sha256('three')] },
      { clientId: 'b', secretHashes: [sha256('two:2')] },
    ]));

  it.each([
    CANARY,
    `:${CANARY}`,
    `${CANARY}:`,
    `a b:${CANARY}`,
    `${'x'.repeat(65)}:${CANARY}`,
    `a:b ${CANARY}`,
  ])('refuse %s, and do not repeat it', (value) => {
    const problems = problemsWith({ OAUTH_CLIENTS: value });
    expect(problems).toEqual([expect.stringMatching(/^OAUTH_CLIENTS \(entry 1\) is no client: it must be/)]);
    expect(problems.join()).not.toContain(CANARY);
  });

  it('refuse the published secret and short ones in production', () =>
    expect(
      inProduction({ OAUTH_CLIENTS: `a:a-${LONG},gateway:dev-gateway-secret` }, 'OAUTH_CLIENTS'),
    ).toEqual([
      expect.stringMatching(/^OAUTH_CLIENTS \(entry 2\) is too short/),
      expect.stringMatching(/^OAUTH_CLIENTS holds a secret that is published/),
    ]));
});
