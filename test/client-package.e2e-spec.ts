import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { createListeningServer } from './support/listening.js';
import { runNode } from './support/run-node.js';

const CLIENT = resolve('clients/typescript');
const EXAMPLES = join(CLIENT, 'examples');
const TSC = resolve('node_modules/typescript/bin/tsc');

const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');
const json = (path: string) => JSON.parse(textOf(path));

/** @returns what the compiler complains of */
function compile(...args: string[]): string {
  return spawnSync(process.execPath, [TSC, ...args], { encoding: 'utf8' }).stdout;
}

describe('the package of the TypeScript client', () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'sallyport-client-'));
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('type-checks with its examples, by nothing but the types of browsers', () => {
    expect(compile('-p', CLIENT)).toBe('');
  }, 60_000);

  it.each(readdirSync(EXAMPLES))('shows %s in its README as it is', (example) => {
    expect(textOf(CLIENT, 'README.md')).toContain(`\`\`\`ts\n${textOf(EXAMPLES, example)}\`\`\`\n`);
  });

  it('needs the versions that this repository tests it with', () => {
    const { dependencies, devDependencies, engines } = json(join(CLIENT, 'package.json'));
    const root = json('package.json');
    expect(root.devDependencies).toMatchObject({ ...dependencies, ...devDependencies });
    expect(engines).toEqual(root.engines);
  });

  it('adds nothing to what the server needs to run', () => {
    const { packages } = json('package-lock.json');
    for (const name of ['openapi-fetch', 'openapi-typescript'])
      expect(packages[`node_modules/${name}`].dev).toBe(true);
  });

  it('walks the whole chain in plain Node once it is compiled and installed', async () => {
    const installed = join(project, 'node_modules/@sallyport/client');
    mkdirSync(installed, { recursive: true });
    const outDir = join(installed, 'dist');
    expect(compile('-p', join(CLIENT, 'tsconfig.build.json'), '--outDir', outDir)).toBe('');
    cpSync(join(CLIENT, 'package.json'), join(installed, 'package.json'));
    symlinkSync(resolve('node_modules/openapi-fetch'), join(project, 'node_modules/openapi-fetch'));
    const example = transpile(textOf(EXAMPLES, 'whole-chain.ts'), {
      module: ModuleKind.ESNext,
      target: ScriptTarget.ES2022,
    });
    writeFileSync(join(project, 'whole-chain.mjs'), example);

    const server = await createListeningServer();
    try {
      const walk = `import { wholeChain } from '${pathToFileURL(join(project, 'whole-chain.mjs')).href}';
        console.log(await wholeChain('${server.url}', async () => '1234'));`;
      expect(await runNode(['--input-type=module', '-e', walk])).toEqual({ code: 0, output: '1\n' });
    } finally {
      await server.close();
    }
  }, 60_000);
});
