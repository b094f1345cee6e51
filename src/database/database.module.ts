import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AppConfig } from '../config/app-config.js';
import { adaptColumnTypes } from './column-types.js';
import { ContextStories } from './context-stories.js';
import { DatabaseProbes } from './database-probes.js';
import { DatabaseWatch } from './database-watch.js';
import { EmbeddedEngine, Engine, PostgresEngine } from './engine.js';
import { MaintenancePool } from './maintenance-pool.js';
import { dataSourceOptions, type EntityList, maintenanceOptions } from './options.js';
import { assertSchemaMatches } from './schema-check.js';
import { Partitions } from './partitions.js';
import { PersonalTables } from './personal-tables.js';
import { Resealing } from './resealing.js';
import { RowJobs } from './row-jobs.js';
import { Seals } from './seals.js';
import { UnitOfWork } from './unit-of-work.js';

/** Closes the pools last, when the requests in flight have been answered. */
@Injectable()
class DatabaseShutdown implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly maintenance: MaintenancePool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.maintenance.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

async function connect(config: AppConfig, entities: EntityList, migrations: EntityList): Promise<DataSource> {
  const dataSource = adaptColumnTypes(
    new DataSource(dataSourceOptions(config.database, entities, migrations)),
  );
  await dataSource.initialize();
  try {
    await assertSchemaMatches(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

function engineFor(config: AppConfig, dataSource: DataSource, maintenance: MaintenancePool): Engine {
  return config.database.kind === 'postgres'
    ? new PostgresEngine(dataSource, config.database.preparedStatements, maintenance)
    : new EmbeddedEngine(dataSource);
}

/** The data source, SQLite in memory or PostgreSQL as configured, and the unit of work over it. */
@Module({})
export class DatabaseModule {
  static forRoot(config: AppConfig, entities: EntityList, migrations: EntityList): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DataSource, useFactory: () => connect(config, entities, migrations) },
        {
          provide: MaintenancePool,
          useFactory: (watch: DatabaseWatch) =>
            new MaintenancePool(maintenanceOptions(config.database, entities), (dataSource) =>
              watch.add('maintenance', dataSource),
            ),
          inject: [DatabaseWatch],
        },
        {
          provide: Engine,
          useFactory: (dataSource: DataSource, maintenance: MaintenancePool) =>
            engineFor(config, dataSource, maintenance),
          inject: [DataSource, MaintenancePool],
        },
        Seals,
        UnitOfWork,
        Resealing,
        Partitions,
        PersonalTables,
        ContextStories,
        RowJobs,
        DatabaseWatch,
        DatabaseProbes,
        DatabaseShutdown,
      ],
      exports: [DataSource, UnitOfWork, Resealing, Partitions, PersonalTables, ContextStories, RowJobs],
    };
  }
}
