import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isUniqueViolation } from './database-errors.js';
import { type Change, type DerivedColumn, type SealedTable, sealedTables } from './sealed-table.js';
import { SealBroken, Seals } from './seals.js';
import { SealedValue } from './sealed-values.js';
import type { Row } from './sql-session.js';
import { UnitOfWork } from './unit-of-work.js';

/** What became of the rows of a table that were not as they would be written now. */
export interface Resealed {
  readonly table: string;
  readonly changed: number;
  /** Rows that could not be changed, by key, and why. */
  readonly failures: readonly string[];
  /** Rows that are not as they should be when all is done: failures, and what others wrote meanwhile with another first key. */
  readonly left: number;
}

const ROWS_A_BATCH = 500;

/**
 * Brings rows to the form in which they would be written now: sealed by the first key, or in clear, and with the columns
 * that are made from them. A row is changed only if it still is what was read, so that nobody's change is lost; and
 * since the rows themselves say what is left to do, it can be stopped and started again at any time.
 */
@Injectable()
export class Resealing {
  private readonly derived = new Map<string, readonly DerivedColumn[]>();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: Seals,
  ) {}

  /** Says which columns of a table are made from its sealed ones. */
  derive(table: string, columns: readonly DerivedColumn[]): void {
    this.derived.set(table, columns);
  }

  /** How many rows of each table would be changed. */
  async count(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of this.tables()) counts[table.name] = await this.countOf(table);
    return counts;
  }

  /** @param onBatch is told after each batch how many rows of the table have been looked at */
  async run(onBatch: (table: string, rows: number) => void = () => undefined): Promise<Resealed[]> {
    const results: Resealed[] = [];
    for (const table of this.tables()) results.push(await this.reseal(table, onBatch));
    return results;
  }

  private tables(): SealedTable[] {
    return sealedTables(this.dataSource, this.seals, this.derived);
  }

  private async reseal(
    table: SealedTable,
    onBatch: (table: string, rows: number) => void,
  ): Promise<Resealed> {
    const failures: string[] = [];
    let [changed, seen] = [0, 0];
    for (let rows = await this.batch(table); rows.length > 0; rows = await this.batch(table, rows.at(-1))) {
      for (const row of rows) {
        const outcome = await this.renew(table, row);
        if (outcome === true) changed += 1;
        else if (outcome !== false) failures.push(`${keysOf(table, row).join(' ')}: ${outcome}`);
      }
      onBatch(table.name, (seen += rows.length));
    }
    return { table: table.name, changed, failures, left: await this.countOf(table) };
  }

  /** The next rows that have to be changed, in the order of their keys. */
  private async batch(table: SealedTable, after?: Row): Promise<readonly Row[]> {
    const keys = table.keys.join(', ');
    const places = table.keys.map((_key, index) => `$${index + 1}`).join(', ');
    const beyond = after ? ` AND (${keys}) > (${places})` : '';
    const sql = `SELECT ${table.selection} FROM ${table.name} WHERE ${table.outdated}${beyond} ORDER BY ${keys} LIMIT ${ROWS_A_BATCH}`;
    const parameters = after ? keysOf(table, after) : [];
    return (await this.unitOfWork.read(() => this.unitOfWork.query(sql, parameters))).rows;
  }

  /** @returns whether it was changed, false when others did meanwhile; or why it cannot be */
  private async renew(table: SealedTable, row: Row): Promise<boolean | string> {
    try {
      return await this.write(table, row, table.changeOf(row));
    } catch (error) {
      if (error instanceof SealBroken) return error.message;
      if (isUniqueViolation(error)) return 'somebody else has the same e-mail or user name in another form';
      throw error;
    }
  }

  private async write(table: SealedTable, row: Row, change: Change): Promise<boolean> {
    const columns = Object.entries(change);
    if (columns.every(([, value]) => value.old === value.new)) return false;
    const first = columns.length + table.keys.length;
    const set = columns.map(([name], index) => `${name} = $${index + 1}`);
    const key = table.keys.map((name, index) => `${name} = $${columns.length + index + 1}`);
    const same = columns.map(([name], index) => `${table.comparable(name)} = $${first + index + 1}`);
    const sql = `UPDATE ${table.name} SET ${set.join(', ')} WHERE ${[...key, ...same].join(' AND ')}`;
    const values = columns.map(([, value]) => new SealedValue(value.new));
    const olds = columns.map(([, value]) => new SealedValue(value.old));
    const parameters = [...values, ...keysOf(table, row), ...olds];
    const { affected } = await this.unitOfWork.runSingle(() => this.unitOfWork.query(sql, parameters));
    return affected === 1;
  }

  private async countOf(table: SealedTable): Promise<number> {
    const sql = `SELECT count(*) AS n FROM ${table.name} WHERE ${table.outdated}`;
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql));
    return Number(rows[0]?.['n']);
  }
}

function keysOf({ keys }: SealedTable, row: Row): unknown[] {
  return keys.map((key) => row[key]);
}
