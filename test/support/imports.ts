import { hash as argon2 } from '@node-rs/argon2';
import { hash as bcrypt } from '@node-rs/bcrypt';
import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNdjson } from '../../src/commands/ndjson.js';
import type { Rejection } from '../../src/modules/account/import.errors.js';
import { UserImportService } from '../../src/modules/account/user-import.service.js';
import type { TestServer } from './create-app.js';
import { importUsers } from '../../src/commands/users-import.js';
import { runHere } from './run-command.js';
import { type Ran, runNode } from './run-node.js';

export type FilePerson = Readonly<Record<string, unknown>>;

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

/** As other systems hash, at next to no cost. */
export const FOREIGN_HASHES: Readonly<Record<string, (password: string, salt: Buffer) => Promise<string>>> = {
  bcrypt: (password, salt) => bcrypt(password, 4, salt),
  scrypt: async (password, salt) =>
    `$scrypt$ln=10,r=8,p=1$${base64(salt)}$${base64(scryptSync(password, salt, 32, { N: 2 ** 10, r: 8, p: 1 }))}`,
  pbkdf2: async (password, salt) =>
    `$pbkdf2-sha256$i=1000$${base64(salt)}$${base64(pbkdf2Sync(password, salt, 1000, 32, 'sha256'))}`,
  argon2: (password, salt) => argon2(password, { memoryCost: 64, timeCost: 1, parallelism: 1, salt }),
};

export const IMPORTED_PASSWORD = 'moved house last year';

let hashed: Promise<string> | undefined;

export function importedHash(): Promise<string> {
  hashed ??= bcrypt(IMPORTED_PASSWORD, 4);
  return hashed;
}

export async function person(name: string, more: FilePerson = {}): Promise<FilePerson> {
  return {
    email: `${name}@example.test`,
    password_hash: await importedHash(),
    email_verified: true,
    ...more,
  };
}

export const ndjson = (people: readonly unknown[]): string =>
  people.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('');

export interface Imported {
  readonly read: number;
  readonly imported: number;
  readonly rejections: readonly Rejection[];
}

/** Imports in this process. */
export async function importInto(
  { app }: Pick<TestServer, 'app'>,
  lines: readonly unknown[],
  { isDryRun = false, by = 'import', createsAccounts = false } = {},
): Promise<Imported> {
  const file = readNdjson(
    (async function* () {
      yield Buffer.from(ndjson(lines));
    })(),
  );
  const sum = { read: 0, imported: 0, rejections: [] as Rejection[] };
  for await (const { read, imported, rejections } of app
    .get(UserImportService)
    .import(file, { isDryRun, by, createsAccounts })) {
    sum.read += read;
    sum.imported += imported;
    sum.rejections.push(...rejections);
  }
  return sum;
}

/** A folder with files for the command, and the command itself. */
export class ImportDesk {
  private constructor(
    private readonly folder: string,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(env: Readonly<Record<string, string>>): Promise<ImportDesk> {
    return new ImportDesk(await mkdtemp(join(tmpdir(), 'sallyport-import-')), env);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async put(name: string, content: string | Buffer): Promise<string> {
    await writeFile(this.path(name), content);
    return this.path(name);
  }

  /** What the command has written. */
  async rejected(name = 'rejected.ndjson'): Promise<Rejection[]> {
    const text = await readFile(this.path(name), 'utf8');
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Rejection);
  }

  run(...args: string[]): Promise<Ran> {
    return runHere(importUsers, args, this.env);
  }

  /** As whoever types it. */
  runAsScript(...args: string[]): Promise<Ran> {
    return runNode(['scripts/users-import.mjs', ...args], this.env);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
