import { CsvError, type Info, parse } from 'csv-parse';
import { pipeline, type Readable } from 'node:stream';
import type { FileLine } from '../modules/account/user-import.service.js';
import { CommandRefused } from './command.js';
import { LONGEST_LINE, UNDECODABLE } from './ndjson.js';

const OPTIONS = {
  bom: true,
  info: true,
  trim: true,
  skip_empty_lines: true,
  // A record with too few cells is that record's fault, and not the file's.
  relax_column_count: true,
  max_record_size: LONGEST_LINE,
} as const;

const REQUIRED = ['email', 'password_hash'];
const LISTS = new Set(['phones', 'audiences', 'roles', 'permissions']);
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };
const BOOLEAN_FIELDS = new Set(['email_verified', 'mfa_required']);
const VERIFIED = /\s+verified$/i;

interface Row {
  readonly info: Info;
  readonly record: readonly string[];
}

/** Says where and not what: without a header, the first line is somebody. */
function readHeader(cells: readonly string[], fields: readonly string[]): string[] {
  const names = cells.map((cell) => cell.toLowerCase());
  const unknown = names.findIndex((name, index) => !fields.includes(name) || names.indexOf(name) < index);
  if (unknown >= 0)
    throw new CommandRefused(
      `Column ${unknown + 1} of the first line is none, or one too many, of: ${fields.join(', ')}. Nothing was imported.`,
    );
  const missing = REQUIRED.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new CommandRefused(`The first line names no column ${missing.join(', ')}. Nothing was imported.`);
  return names;
}

function listOf(cell: string): string[] {
  return cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function phoneOf(item: string): object {
  return { phone: item.replace(VERIFIED, ''), verified: VERIFIED.test(item) };
}

/** What a cell says, in the words of JSON; an empty one says nothing. */
function valueOf(field: string, cell: string): unknown {
  if (cell === '') return null;
  if (field === 'phones') return listOf(cell).map(phoneOf);
  if (LISTS.has(field)) return listOf(cell);
  return BOOLEAN_FIELDS.has(field) ? (BOOLEANS[cell.toLowerCase()] ?? cell) : cell;
}

function read(header: readonly string[], { info: { lines: line }, record }: Row): FileLine {
  if (record.some((cell) => cell.includes(UNDECODABLE))) return { line, fault: { reason: 'NOT_UTF8' } };
  if (record.length !== header.length) return { line, fault: { reason: 'CELL_COUNT' } };
  const entries = header.map((field, index) => [field, valueOf(field, record[index] ?? '')]);
  return { line, record: Object.fromEntries(entries) as unknown };
}

/** The parser's own words repeat the cell; beyond such a place nobody knows where the next record begins. */
function explain(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  return new CommandRefused(
    `Line ${String(error['lines'])} is no CSV (${error.code}). Correct it and run this again; those who were imported meanwhile will be named as TAKEN.`,
  );
}

/** A header with names of fields, then one person in each record; a record of several lines goes by its last one. */
export async function* readCsv(source: Readable, fields: readonly string[]): AsyncGenerator<FileLine> {
  const rows = pipeline(source, parse(OPTIONS), () => undefined) as AsyncIterable<Row>;
  let header: string[] | undefined;
  try {
    for await (const row of rows) {
      if (header) yield read(header, row);
      else header = readHeader(row.record, fields);
    }
  } catch (error) {
    throw explain(error);
  }
}
