import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { UnitOfWork } from './unit-of-work.js';

/** A table that holds rows of persons, and what becomes of those when a person asks for them, or goes. */
export interface PersonalTable<E extends ObjectLiteral = ObjectLiteral> {
  readonly entity: EntityTarget<E>;
  /** The condition of a person's rows, whose cupid is `$1`. */
  readonly whose: string;
  /** What the export calls them, and shows of them: no secret, no hash. Not given: nothing. */
  readonly shown?: {
    readonly as: string;
    readonly properties: readonly (keyof E & string)[];
    /** Tells a person's rows apart; the export is in this order. */
    readonly key: keyof E & string;
  };
  /** What erasing does to them: `remove` takes them away, `keep` leaves them as they are, anything else is SQL after SET. */
  readonly erased: string;
}

export type ShownRow = Readonly<Record<string, unknown>>;

const ROWS_A_PAGE = 500;

/**
 * Where rows of persons are. Each module answers for its own tables here, so that whoever hands a person's data out, or
 * erases it, need not know the modules.
 */
@Injectable()
export class PersonalTables {
  private readonly tables: PersonalTable[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  add<E extends ObjectLiteral>(table: PersonalTable<E>): void {
    this.tables.push(table);
  }

  /** The names of all tables that somebody answers for. */
  get names(): string[] {
    return this.tables.map(({ entity }) => this.dataSource.getMetadata(entity).tableName);
  }

  /** What the export consists of. */
  get sections(): string[] {
    return this.tables.flatMap(({ shown }) => (shown ? [shown.as] : []));
  }

  /** A person's rows in a section, page by page, so that many take no more memory than few; each page is read by itself. */
  async *rowsOf(section: string, cupid: string): AsyncGenerator<ShownRow> {
    const table = this.tables.find(({ shown }) => shown?.as === section);
    if (!table?.shown) throw new Error(`Nobody answers for ${section}`);
    for (let page = await this.page(table, cupid); page.length > 0;) {
      for (const row of page) yield this.show(table, row);
      const last: unknown = page.at(-1)?.[table.shown.key];
      page = page.length < ROWS_A_PAGE ? [] : await this.page(table, cupid, last);
    }
  }

  /** Erases what each module has of a person, in the running unit. */
  async erase(cupid: string): Promise<void> {
    for (const { entity, whose, erased } of this.tables) {
      if (erased === 'keep') continue;
      const { tableName } = this.dataSource.getMetadata(entity);
      const statement =
        erased === 'remove' ? `DELETE FROM ${tableName}` : `UPDATE ${tableName} SET ${erased}`;
      await this.unitOfWork.query(`${statement} WHERE ${whose}`, [cupid]);
    }
  }

  private page(
    { entity, whose, shown }: PersonalTable,
    cupid: string,
    after?: unknown,
  ): Promise<ObjectLiteral[]> {
    const { tableName } = this.dataSource.getMetadata(entity);
    const key = this.columnOf(entity, shown?.key ?? '');
    const beyond = after === undefined ? '' : ` AND ${key} > $2`;
    const sql = `SELECT {columns} FROM ${tableName} WHERE ${whose}${beyond} ORDER BY ${key} LIMIT ${ROWS_A_PAGE}`;
    const parameters = after === undefined ? [cupid] : [cupid, after];
    return this.unitOfWork.read(() => this.unitOfWork.entities(entity, sql, parameters));
  }

  private show({ entity, shown }: PersonalTable, row: ObjectLiteral): ShownRow {
    const properties = shown?.properties ?? [];
    return Object.fromEntries(
      properties.map((property) => [this.columnOf(entity, property), row[property] as unknown]),
    );
  }

  private columnOf(entity: EntityTarget<ObjectLiteral>, property: string): string {
    const column = this.dataSource.getMetadata(entity).findColumnWithPropertyName(property);
    if (!column) throw new Error(`There is no column for ${property}`);
    return column.databaseName;
  }
}
