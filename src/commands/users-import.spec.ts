import { PassThrough } from 'node:stream';
import { importUsers } from './users-import.js';

const DATABASE_PEOPLE = { IDENTITY_PROVIDER: 'database' };
const POSTGRES = {
  USE_MOCK_DB: 'false',
  DATABASE_URL: 'postgres://db.example/people',
  OTP_SENDER: 'simulator',
  PUSH_SENDER: 'simulator',
  RISK_SERVICE: 'simulator',
};

async function run(args: readonly string[], env: Readonly<Record<string, string>> = DATABASE_PEOPLE) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = await importUsers(args, { env, stdin, stdout, stderr });
  return { code, output: String(stdout.read() ?? ''), complaint: String(stderr.read() ?? '') };
}

describe('npm run users:import', () => {
  it('says how it is used when it is asked', async () => {
    const { code, output, complaint } = await run(['--help']);
    expect([code, complaint]).toEqual([0, '']);
    expect(output).toMatch(/^npm run users:import -- --/);
  });

  it.each([
    ['no file', []],
    ['an option that there is not', ['--fiel', 'people.ndjson']],
    ['something beside the options', ['--file', 'people.ndjson', 'others.ndjson']],
    ['a format that there is not', ['--file', 'people.ndjson', '--format', 'xml']],
    ['a name that cannot be kept', ['--file', 'people.ndjson', '--by', '']],
  ])('says how it is used when there is %s', async (_, args) => {
    const { code, output, complaint } = await run(args);
    expect([code, output]).toEqual([1, '']);
    expect(complaint).toMatch(/^npm run users:import -- --file/);
  });

  it.each([
    [
      'the embedded database, which would end with it',
      DATABASE_PEOPLE,
      /The embedded database ends with this/,
    ],
    [
      'people who are kept elsewhere',
      { ...POSTGRES, IDENTITY_PROVIDER: 'simulator' },
      /IDENTITY_PROVIDER=database/,
    ],
    [
      'settings that are at fault, and names them all',
      { USE_MOCK_DB: 'false' },
      /DATABASE_URL[^]*IDENTITY_PROVIDER/,
    ],
  ])('refuses %s', async (_, env, words) => {
    const { code, complaint } = await run(['--file', 'people.ndjson'], env);
    expect([code, complaint]).toEqual([1, expect.stringMatching(words)]);
  });
});
