import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

interface Ban {
  readonly rule: string;
  readonly home: readonly string[];
  readonly offences: readonly string[];
}

interface Sample {
  readonly file: string;
  readonly rule: string;
  readonly code: string;
}

const ESLINT = resolve('node_modules/eslint/bin/eslint.js');
const CONFIG = resolve('eslint.config.mjs');
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    experimentalDecorators: true,
    types: [],
    noEmit: true,
  },
  include: ['src', 'test', 'scripts', 'bench'],
};

const BANS: readonly Ban[] = [
  {
    rule: 'sallyport/clock-only',
    home: ['src/common/clock.ts'],
    offences: [
      'export const now = new Date();',
      'export const now = new Date;',
      'export const now = new globalThis.Date();',
      'export const now = Date();',
      'export const now = Date.now();',
      "export const now = Date['now']();",
      'export const now = globalThis.Date.now();',
      'export const clock = Date.now;',
      'export const { now } = Date;',
    ],
  },
  {
    rule: 'sallyport/random-only',
    home: ['src/common/random.ts'],
    offences: [
      'export const r = Math.random();',
      'export const { random } = Math;',
      "import { randomUUID } from 'node:crypto';",
      "import { randomBytes as bytes } from 'crypto';",
      "import { createHash, randomInt } from 'node:crypto';",
      "import * as crypto from 'node:crypto'; export const r = crypto.randomBytes(1);",
      'export const r = crypto.randomUUID();',
      'export const r = globalThis.crypto.getRandomValues(new Uint8Array(1));',
      'export const { randomUUID } = crypto;',
      "import { v4 } from 'uuid';",
      "export const uuid = await import('uuid');",
    ],
  },
  {
    rule: 'sallyport/config-only',
    home: ['src/config/load-config.ts', 'src/database/data-source.ts', 'src/main.ts'],
    offences: [
      'export const url = process.env.DATABASE_URL;',
      "export const url = process['env'];",
      'export const url = globalThis.process.env;',
      'export const { env } = process;',
      "import { env } from 'node:process';",
    ],
  },
  {
    rule: 'sallyport/no-database-clock',
    home: [],
    offences: [
      "import { Column, CreateDateColumn } from 'typeorm';",
      "import { UpdateDateColumn as Changed } from 'typeorm';",
      "import * as orm from 'typeorm'; export class Row { @orm.DeleteDateColumn() gone?: Date; }",
    ],
  },
  {
    rule: 'sallyport/no-forward-ref',
    home: [],
    offences: [
      "import { forwardRef } from '@nestjs/common';",
      "import * as nest from '@nestjs/common'; export const ref = nest.forwardRef(() => 1);",
    ],
  },
  {
    rule: 'sallyport/no-default-export',
    home: [],
    offences: [
      'export default class Thing {}',
      "export { default } from './thing.js';",
      'const thing = 1; export { thing as default };',
    ],
  },
  { rule: 'no-console', home: ['src/main.ts'], offences: ["console.log('hello');"] },
];

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const functionOf = (count: number) =>
  `export function long(): void {\n${lines(count - 2, (i) => `  f(${i});`)}\n}\ndeclare function f(n: number): void;`;
const branches = (count: number) =>
  `export function pick(n: number): number {\n${lines(count - 1, (i) => `  if (n === ${i}) return ${i};`)}\n  return n;\n}`;
const dependencies = (count: number) =>
  `export class Service {\n  constructor(${lines(count, (i) => `readonly d${i}: number,`)}) {}\n}`;
const FLOATING = 'declare function work(): Promise<void>;\nexport function start(): void {\n  work();\n}';
const SWALLOWED_BY_TRY =
  'declare function work(): Promise<void>;\nexport async function start(): Promise<void> {\n  try {\n    return work();\n  } catch {\n    return;\n  }\n}';

const CAUGHT: readonly Sample[] = [
  { rule: 'max-lines-per-function', file: 'src/long-function.ts', code: functionOf(41) },
  { rule: 'max-lines', file: 'src/long-file.ts', code: lines(201, (i) => `export const c${i} = ${i};`) },
  { rule: 'complexity', file: 'src/branches.ts', code: branches(9) },
  { rule: 'max-params', file: 'src/dependencies.ts', code: dependencies(7) },
  { rule: '@typescript-eslint/no-floating-promises', file: 'src/floating.ts', code: FLOATING },
  { rule: '@typescript-eslint/no-floating-promises', file: 'src/floating.spec.ts', code: FLOATING },
  { rule: '@typescript-eslint/no-floating-promises', file: 'test/floating.e2e-spec.ts', code: FLOATING },
  { rule: '@typescript-eslint/no-floating-promises', file: 'bench/floating.ts', code: FLOATING },
  { rule: '@typescript-eslint/return-await', file: 'src/swallowed.ts', code: SWALLOWED_BY_TRY },
  {
    rule: '@typescript-eslint/no-unsafe-member-access',
    file: 'src/unsafe.ts',
    code: "export const a: unknown = JSON.parse('{}').a;",
  },
  { rule: 'sallyport/explained-comments', file: 'src/todo.ts', code: '// TODO later\nexport const a = 1;' },
  {
    rule: 'sallyport/explained-comments',
    file: 'src/suppressed.ts',
    code: 'export const a = 1 == 1; // eslint-disable-line eqeqeq',
  },
  { rule: 'no-undef', file: 'scripts/undefined.mjs', code: 'undefinedThing();' },
];

const ALLOWED: readonly Sample[] = [
  { rule: 'max-lines-per-function', file: 'src/forty-lines.ts', code: functionOf(40) },
  { rule: 'max-lines-per-function', file: 'src/long.spec.ts', code: functionOf(60) },
  {
    rule: 'max-lines',
    file: 'src/migrations/1-create.ts',
    code: lines(201, (i) => `export const c${i} = ${i};`),
  },
  { rule: 'complexity', file: 'src/few-branches.ts', code: branches(8) },
  { rule: 'max-params', file: 'src/six-dependencies.ts', code: dependencies(6) },
  {
    rule: '@typescript-eslint/no-unsafe-member-access',
    file: 'test/unsafe.spec.ts',
    code: "export const a: unknown = JSON.parse('{}').a;",
  },
  {
    rule: '@typescript-eslint/no-extraneous-class',
    file: 'src/mfa.module.ts',
    code: 'declare function Module(m: object): ClassDecorator;\n@Module({})\nexport class MfaModule {}',
  },
  {
    rule: 'sallyport/explained-comments',
    file: 'src/todo-with-issue.ts',
    code: '// TODO #12 later\nexport const a = 1;',
  },
  {
    rule: 'sallyport/explained-comments',
    file: 'src/suppressed-with-reason.ts',
    code: 'export const a = 1 == 1; // eslint-disable-line eqeqeq -- shows the form',
  },
  { rule: 'sallyport/clock-only', file: 'src/a-given-date.ts', code: 'export const a = new Date(0);' },
  { rule: 'sallyport/clock-only', file: 'src/measure.ts', code: 'export const a = performance.now();' },
  {
    rule: 'sallyport/random-only',
    file: 'src/key.ts',
    code: "import { generateKeyPairSync } from 'node:crypto';\nexport const a = generateKeyPairSync;",
  },
  {
    rule: 'no-undef',
    file: 'scripts/print.mjs',
    code: 'console.log(process.argv, new URL(import.meta.url), structuredClone({}));',
  },
  {
    rule: 'no-undef',
    file: 'test/support/worker-env.cjs',
    code: "module.exports = require('node:path').join(__dirname, 'x');",
  },
];

const offendingFiles = BANS.flatMap(({ rule, offences }) =>
  offences.map((code, index) => ({
    rule,
    code,
    file: `src/modules/mfa/${rule.replace('sallyport/', '')}-${index}.ts`,
  })),
);
/** Default exports are banned in tests too. */
const SRC_ONLY = BANS.filter(({ rule }) => rule !== 'sallyport/no-default-export');
const everyOffence = SRC_ONLY.flatMap(({ offences }) => offences).join('\n');
const homes = [...new Set(BANS.flatMap(({ home }) => home))].map((file) => ({
  file,
  lifted: BANS.filter(({ home }) => home.includes(file)).map(({ rule }) => rule),
}));
const looserFiles = [
  'src/modules/mfa/mfa.service.spec.ts',
  'test/support/builders.ts',
  'scripts/print.ts',
  'bench/load.ts',
];

function ruleOf({ ruleId, message }: LintedFile['messages'][number]): string {
  // Without a rule the file could not be parsed, and a file that is not parsed breaks no rule.
  if (ruleId === null) throw new Error(message);
  return ruleId;
}

function lint(files: Readonly<Record<string, string>>): Map<string, readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'lint-rules-'));
  try {
    for (const [name, content] of Object.entries({
      ...files,
      'tsconfig.json': JSON.stringify(TSCONFIG),
      'package.json': '{"type":"module"}',
    })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [ESLINT, '--config', CONFIG, '--format', 'json', '.'],
      {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    if (stdout === '') throw new Error(stderr);
    const results = JSON.parse(stdout) as readonly LintedFile[];
    return new Map(results.map(({ filePath, messages }) => [relative(root, filePath), messages.map(ruleOf)]));
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the lint rules', () => {
  const samples = [...offendingFiles, ...CAUGHT, ...ALLOWED];
  const reported = lint({
    ...Object.fromEntries(
      [...homes.map(({ file }) => file), ...looserFiles].map((file) => [file, everyOffence]),
    ),
    ...Object.fromEntries(samples.map(({ file, code }) => [file, code])),
  });
  const rulesAgainst = (file: string): readonly string[] => {
    const rules = reported.get(file);
    if (!rules) throw new Error(`${file} was not linted`);
    return rules;
  };
  const bansAgainst = (file: string) => [
    ...new Set(rulesAgainst(file).filter((rule) => BANS.some((ban) => ban.rule === rule))),
  ];

  it.each(offendingFiles)('$rule catches: $code', ({ rule, file }) => {
    expect(bansAgainst(file)).toEqual([rule]);
  });

  it.each(homes)('$file is the home of $lifted and of nothing else', ({ file, lifted }) => {
    const others = SRC_ONLY.map(({ rule }) => rule).filter((rule) => !lifted.includes(rule));
    expect([...bansAgainst(file)].sort()).toEqual(others.sort());
  });

  it.each(looserFiles)('%s may use what src may not', (file) => {
    expect(bansAgainst(file)).toEqual([]);
  });

  it.each(CAUGHT)('$rule catches $file', ({ rule, file }) => {
    expect(rulesAgainst(file)).toContain(rule);
  });

  it.each(ALLOWED)('$rule leaves $file alone', ({ rule, file }) => {
    expect(rulesAgainst(file)).not.toContain(rule);
  });
});
