import type { DataSource, EntityMetadata } from 'typeorm';
import { sealedProperties } from './columns.js';
import { SealedValue } from './sealed-values.js';

interface SealedParameter {
  readonly column: string;
  /** Counted from 0. */
  readonly index: number;
}

const NONE: readonly SealedParameter[] = [];
/** Texts come from code, so they are few; beyond that they are looked at anew each time. */
const MOST_TEXTS = 1000;

/** What would get past the codec is refused, whether or not there are keys: so that any test of it fails. */
export class SealGuard {
  private readonly columns: ReadonlyMap<string, readonly string[]>;
  private readonly texts = new Map<string, readonly SealedParameter[]>();

  constructor(dataSource: DataSource) {
    const sealed = dataSource.entityMetadatas.filter(({ target }) => sealedProperties(target).size > 0);
    this.columns = new Map(sealed.map((metadata) => [metadata.tableName, columnsOf(metadata)]));
  }

  /** TypeORM's own repositories know no seals. */
  checkEntity(entity: unknown): void {
    if (sealedProperties(entity).size === 0) return;
    const name = typeof entity === 'function' ? entity.name : 'This entity';
    throw new Error(`${name} has sealed columns: use unitOfWork.entities, hydrate and insert`);
  }

  /** In `UPDATE … SET column = $n` a sealed column takes what `unitOfWork.sealsOf(…).seal` made. */
  checkStatement(sql: string, parameters: readonly unknown[]): void {
    for (const { column, index } of this.sealedParameters(sql)) {
      const value = parameters[index];
      if (value !== null && !(value instanceof SealedValue))
        throw new Error(`${column} is a sealed column: an UPDATE takes unitOfWork.sealsOf(…).seal(…) for it`);
    }
  }

  private sealedParameters(sql: string): readonly SealedParameter[] {
    const known = this.texts.get(sql);
    if (known) return known;
    const found = this.find(sql);
    if (this.texts.size < MOST_TEXTS) this.texts.set(sql, found);
    return found;
  }

  private find(sql: string): readonly SealedParameter[] {
    const table = /\bUPDATE\s+(\w+)/i.exec(sql)?.[1];
    const columns = table === undefined ? undefined : this.columns.get(table);
    if (!columns) return NONE;
    const assignment = new RegExp(`\\b(${columns.join('|')})\\s*=\\s*(?:\\w+\\(\\s*)?\\$(\\d+)`, 'g');
    return [...sql.matchAll(assignment)].map(([, column, number]) => ({
      column: `${table}.${column}`,
      index: Number(number) - 1,
    }));
  }
}

function columnsOf({ columns, target }: EntityMetadata): string[] {
  const sealed = sealedProperties(target);
  return columns
    .filter(({ propertyName }) => sealed.has(propertyName))
    .map(({ databaseName }) => databaseName);
}
