import type { DataSourceOptions, MixedList } from 'typeorm';
import type { EmbeddedConfig, PoolConfig, PostgresConfig } from '../config/app-config.js';
import { SnakeCaseNames } from './snake-case.js';
import { SurvivingClient } from './surviving-client.js';

export type EntityList = MixedList<Function>; // eslint-disable-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of an entity class

/** One lock that a job or a person holds must not keep request after request until the pool is empty. */
function timeouts({ statementTimeoutMs, lockTimeoutMs }: PoolConfig): object {
  return {
    ...(statementTimeoutMs > 0 && {
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
    }),
    ...(lockTimeoutMs > 0 && { lock_timeout: lockTimeoutMs }),
  };
}

/** The options of the data source; PostgreSQL is never changed by the server: only migrations build it. */
export function dataSourceOptions(
  database: PostgresConfig | EmbeddedConfig,
  entities: EntityList,
  migrations: EntityList = [],
): DataSourceOptions {
  const common = { entities, migrations, namingStrategy: new SnakeCaseNames(), logging: false } as const;
  if (database.kind === 'embedded') return { ...common, type: 'sqljs', synchronize: true };
  const { pool } = database;
  return {
    ...common,
    type: 'postgres',
    url: database.url,
    ssl: database.tls,
    synchronize: false,
    migrationsRun: false,
    // A lock is held no longer than its own migration lasts, and one that cannot run in a transaction can say so.
    migrationsTransactionMode: 'each',
    migrationsTableName: 'migrations',
    // Ids are made by the application; without this TypeORM asks for an extension a least-privileged role may not create.
    installExtensions: false,
    connectTimeoutMS: pool.connectionTimeoutMs,
    extra: {
      min: pool.min,
      max: pool.max,
      idleTimeoutMillis: pool.idleTimeoutMs,
      maxUses: pool.maxUses,
      ...timeouts(pool),
      application_name: 'sallyport',
      Client: SurvivingClient,
      // A unit's last statement and its COMMIT are one round trip.
      pipeline: true,
    },
  };
}

/** The same database for jobs: as the role of maintenance where there is one, and with a few connections only. */
export function maintenanceOptions(
  database: PostgresConfig | EmbeddedConfig,
  entities: EntityList,
): DataSourceOptions {
  if (database.kind === 'embedded') return dataSourceOptions(database, entities);
  const { url, max } = database.maintenance;
  return dataSourceOptions({ ...database, url, pool: { ...database.pool, min: 0, max } }, entities);
}
