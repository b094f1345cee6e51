import type { ColumnType, DataSource } from 'typeorm';

/** PostgreSQL's column types that SQLite lacks, and what they become there. */
const ON_SQLITE: Readonly<Record<string, ColumnType>> = {
  timestamptz: 'datetime',
  jsonb: 'json',
  bytea: 'blob',
};

export function isSqlite(dataSource: DataSource): boolean {
  return dataSource.options.type === 'sqljs';
}

/**
 * Lets one entity class serve both engines. Entities are written in PostgreSQL's types; the metadata of a SQLite
 * data source, which belongs to that data source alone, is rewritten while it is built.
 */
export function adaptColumnTypes(dataSource: DataSource): DataSource {
  if (!isSqlite(dataSource)) return dataSource;
  const driver = dataSource.driver;
  const normalizeType = driver.normalizeType.bind(driver);
  driver.normalizeType = (column) => {
    const equivalent = ON_SQLITE[column.type as string];
    if (equivalent) (column as { type: ColumnType }).type = equivalent;
    return normalizeType(column);
  };
  return dataSource;
}
