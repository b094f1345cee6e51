import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { UnitOfWork } from './unit-of-work.js';

/** The rows of one table that belong to a login, and what of them may be told. */
export interface StoryChapter<E extends ObjectLiteral = ObjectLiteral> {
  readonly title: string;
  /** The chapters are told in this order. */
  readonly place: number;
  readonly entity: EntityTarget<E>;
  /** The condition of the rows of a login, whose context id is `$1`. */
  readonly whose: string;
  /** Columns, as SQL. */
  readonly order: string;
  /** What is shown, and read: no secret, no hash. */
  readonly properties: readonly (keyof E & string)[];
  /** What is shown of a column that also holds what may not be: nothing but what is named here one by one. */
  readonly picked?: {
    readonly property: keyof E & string;
    pick(row: E): Readonly<Record<string, unknown>>;
  };
}

export interface Chapter {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** There are more rows than are told. */
  readonly isCut: boolean;
}

const MOST_ROWS = 1000;

/**
 * What each module knows of a login. Each registers its own tables here, so that whoever tells the story of a login need
 * not know the modules.
 */
@Injectable()
export class ContextStories {
  private readonly chapters: StoryChapter[] = [];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  add<E extends ObjectLiteral>(chapter: StoryChapter<E>): void {
    this.chapters.push(chapter);
    this.chapters.sort((a, b) => a.place - b.place);
  }

  /** The names of all tables that have a chapter. */
  get tables(): string[] {
    return this.chapters.map(({ entity }) => this.dataSource.getMetadata(entity).tableName);
  }

  /** Every chapter, also those without rows; at most a thousand rows of each. */
  async tell(contextId: string): Promise<Chapter[]> {
    const told: Chapter[] = [];
    for (const chapter of this.chapters) told.push(await this.read(chapter, contextId));
    return told;
  }

  private async read(chapter: StoryChapter, contextId: string): Promise<Chapter> {
    const { title, entity, whose, order, properties, picked } = chapter;
    const { tableName } = this.dataSource.getMetadata(entity);
    const wanted = [...properties, ...(picked ? [picked.property] : [])];
    // No more than is told is read: what is sealed stays so.
    const columns = wanted.map((property) => this.columnOf(entity, property)).join(', ');
    const sql = `SELECT ${columns} FROM ${tableName} WHERE ${whose} ORDER BY ${order} LIMIT ${MOST_ROWS + 1}`;
    const { rows } = await this.unitOfWork.read(() => this.unitOfWork.query(sql, [contextId]));
    const found = rows.slice(0, MOST_ROWS).map((row) => this.unitOfWork.hydrate(entity, row));
    return { title, rows: found.map((row) => this.show(chapter, row)), isCut: rows.length > MOST_ROWS };
  }

  private show({ entity, properties, picked }: StoryChapter, row: ObjectLiteral): Record<string, unknown> {
    const shown = properties.map((property) => [this.columnOf(entity, property), row[property] as unknown]);
    return { ...(Object.fromEntries(shown) as Record<string, unknown>), ...picked?.pick(row) };
  }

  private columnOf(entity: EntityTarget<ObjectLiteral>, property: string): string {
    const column = this.dataSource.getMetadata(entity).findColumnWithPropertyName(property);
    if (!column) throw new Error(`There is no column for ${property}`);
    return column.databaseName;
  }
}
