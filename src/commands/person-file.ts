import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FileLine } from '../modules/account/user-import.service.js';
import { type CommandIo, CommandRefused } from './command.js';
import { readCsv } from './csv.js';
import { readNdjson } from './ndjson.js';

export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export const STANDARD_INPUT = '-';

function unreadable(path: string, error: unknown): CommandRefused {
  return new CommandRefused(`${path} cannot be read (${String((error as NodeJS.ErrnoException).code)}).`);
}

export async function openSource(path: string, { stdin }: CommandIo): Promise<Readable> {
  if (path === STANDARD_INPUT) return stdin;
  try {
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    return (await open(path)).createReadStream();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Whether both paths lead to one file, by whatever names. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const identities = await Promise.all(
    [one, other].map(async (path) => {
      const { dev, ino } = await stat(path);
      return `${dev} ${ino}`;
    }),
  ).catch(() => ['one', 'other']);
  return identities[0] === identities[1];
}

export function readPeople(
  source: Readable,
  format: Format,
  fields: readonly string[],
): AsyncIterable<FileLine> {
  return format === 'csv' ? readCsv(source, fields) : readNdjson(source);
}
