import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { usesPostgres } from './support/test-config.js';

const EXAMPLE = 'examples/sign-in.test.mjs';
const DECLARATIONS = [
  'dist/adapters/sent-message.d.ts',
  'dist/modules/identity/person.d.ts',
  'dist/testing/a-document.d.ts',
  'dist/testing/a-person.d.ts',
  'dist/testing/test-server.d.ts',
  'dist/testing/testing.d.ts',
];

/** What somebody might write, right and wrong, who has neither the types of Node nor those of Jest. */
const CONSUMER = `
import { aDocument, aPerson, createTestServer, type Person, type TestServer } from 'sallyport/testing';

const alice: Person = aPerson({ username: 'alice', mfa: { phones: ['+15550100000'] }, roles: ['user'] });
const server: TestServer = await createTestServer({
  people: [aPerson({ username: 'bob', pushAnswer: { afterSeconds: 3, decision: 'DENIED' } })],
  documents: [aDocument({ mandatory: false })],
  clock: 'running',
  env: { ACCESS_TOKEN_TTL: '5m' },
});
const approved: boolean = await server.phoneOf(alice.username).approve(7);
const code: string = server.outbox.lastCodeTo('alice');
const channels: string[] = server.outbox.messages.map(({ channel }) => channel);
export { approved, channels, code };
server.people.change('alice', { standing: 'DISABLED', mfa: false });

// @ts-expect-error -- a person has a user name
aPerson({ mfa: true });
// @ts-expect-error -- no such standing
aPerson({ username: 'carol', standing: 'GONE' });
// @ts-expect-error -- who somebody is cannot be changed
server.people.change('alice', { username: 'alicia' });
// @ts-expect-error -- the phone has to be told the number
await server.phoneOf('alice').approve();
// @ts-expect-error -- settings are text
await createTestServer({ env: { PORT: 8080 } });
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'NodeNext',
    target: 'ES2023',
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
  },
};

function node(...args: string[]) {
  // Node tells a runner of tests inside another one by this variable, and then reports to that one.
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  return spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 60_000 });
}

/** Compiles one file in a folder that has this package among its own. */
function compile(source: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kit-consumer-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(process.cwd(), join(folder, 'node_modules/sallyport'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    writeFileSync(join(folder, 'consumer.ts'), source);
    return node(resolve('node_modules/typescript/bin/tsc'), '--project', folder).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The kit brings a database of its own, in memory: PostgreSQL would add nothing to it.
(usesPostgres ? describe.skip : describe)('sallyport/testing, which brings its own SQLite in memory,', () => {
  it('runs the example of its documentation', () => {
    const { status, stdout } = node('--test', '--test-reporter=tap', EXAMPLE);
    expect(stdout).toMatch(/^# pass 5$/m);
    expect(stdout).toMatch(/^# fail 0$/m);
    expect(status).toBe(0);
  }, 60_000);

  it('runs in Jest by an environment', () => {
    const config = 'examples/jest/jest.config.mjs';
    const { status, stderr } = node('node_modules/jest/bin/jest.js', '--config', config);
    expect(stderr).toMatch(/^Tests: +1 passed, 1 total$/m);
    expect(status).toBe(0);
  }, 60_000);

  it.each([EXAMPLE, 'examples/jest/jest.config.mjs', 'examples/jest/sallyport-environment.mjs'])(
    'is documented with %s as it is run',
    (file) => expect(readFileSync('docs/testing.md', 'utf8')).toContain(readFileSync(file, 'utf8')),
  );

  it('compiles for consumers who check everything and have no types but these', () => {
    expect(compile(CONSUMER)).toBe('');
  }, 60_000);

  it('has declarations that would show a mistake', () => {
    expect(compile(CONSUMER.replace("'running'", "'soon'"))).toContain(`'"soon"' is not assignable`);
  }, 60_000);

  it('is packed with the server and its declarations, and with nothing that is not needed to run', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
    });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['dist/main.js', 'dist/testing/testing.js']));
    expect(paths.filter((path) => path.endsWith('.d.ts')).sort()).toEqual(DECLARATIONS);
    const others = paths.filter((path) => !path.startsWith('dist/')).sort();
    expect(others).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(paths.filter((path) => path.includes('.spec.'))).toEqual([]);
  }, 60_000);
});
