import { PassThrough } from 'node:stream';
import { createAdmin } from './admin-create.js';

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = await createAdmin(args, { env, stdin, stdout, stderr });
  return { code, output: String(stdout.read() ?? ''), complaint: String(stderr.read() ?? '') };
}

describe('npm run admin:create', () => {
  it('says how it is used when it is asked', async () => {
    const { code, output, complaint } = await run(['--help']);
    expect([code, complaint]).toEqual([0, '']);
    expect(output).toMatch(/^npm run admin:create -- --/);
  });

  it.each([
    ['no e-mail', []],
    ['a password among the options', ['--email', 'ann@example.test', '--password', 'canary']],
    ['a password with an equals sign', ['--email', 'ann@example.test', '--password-stdin=canary']],
    ['a password beside the options', ['--email', 'ann@example.test', 'canary']],
  ])('says how it is used when there is %s, and does not repeat it', async (_, args) => {
    const { code, output, complaint } = await run(args);
    expect([code, output]).toEqual([1, '']);
    expect(complaint).toMatch(/^npm run admin:create -- --email/);
    expect(complaint).not.toContain('canary');
  });

  it('refuses the embedded database, which would end with it', async () => {
    const { code, complaint } = await run(['--email', 'ann@example.test'], { IDENTITY_PROVIDER: 'database' });
    expect([code, complaint]).toEqual([
      1,
      expect.stringMatching(/^The embedded database ends with this process/),
    ]);
  });
});
