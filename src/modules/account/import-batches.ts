import type { ImportFault, Rejection } from './import.errors.js';
import { type ImportedPerson, readPerson } from './imported-person.js';

/** A line of a file with people: what it says, or why it cannot be read. */
export type FileLine =
  | { readonly line: number; readonly record: unknown }
  | { readonly line: number; readonly fault: ImportFault };

export interface Batch {
  readonly people: readonly { readonly line: number; readonly person: ImportedPerson }[];
  readonly rejections: readonly Rejection[];
}

/** As many lines as one unit of work takes. */
const LINES = 500;
/** What hangs on those people is written by one statement, and PostgreSQL takes 65 535 parameters. */
const BELONGINGS = 1000;

function readLine(line: FileLine): ImportedPerson | readonly ImportFault[] {
  return 'fault' in line ? [line.fault] : readPerson(line.record);
}

function isPerson(read: ImportedPerson | readonly ImportFault[]): read is ImportedPerson {
  return !Array.isArray(read);
}

function belongingsOf({ fields, roles, membership }: ImportedPerson): number {
  return (fields.phones?.length ?? 0) + roles.length + (membership ? 1 : 0);
}

/** Reads lines, and parts them into what is written at once. */
export async function* batchesOf(lines: AsyncIterable<FileLine>): AsyncGenerator<Batch> {
  let people: { line: number; person: ImportedPerson }[] = [];
  let rejections: Rejection[] = [];
  let belongings = 0;
  for await (const line of lines) {
    const read = readLine(line);
    if (isPerson(read)) people.push({ line: line.line, person: read });
    else rejections.push({ line: line.line, faults: read });
    belongings += isPerson(read) ? belongingsOf(read) : 0;
    if (people.length + rejections.length < LINES && belongings < BELONGINGS) continue;
    yield { people, rejections };
    [people, rejections, belongings] = [[], [], 0];
  }
  if (people.length + rejections.length > 0) yield { people, rejections };
}
