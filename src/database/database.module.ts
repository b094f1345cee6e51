import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AppConfig } from '../config/app-config.js';
import { adaptColumnTypes } from './column-types.js';
import { EmbeddedEngine, Engine, PostgresEngine } from './engine.js';
import { dataSourceOptions, type EntityList } from './options.js';
import { assertSchemaMatches } from './schema-check.js';
import { PersonalTables } from './personal-tables.js';
import { Resealing } from './resealing.js';
import { Seals } from './seals.js';
import { UnitOfWork } from './unit-of-work.js';

/** Closes the pool last, when the requests in flight have been answered. */
@Injectable()
class DatabaseShutdown implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
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

function engineFor(config: AppConfig, dataSource: DataSource): Engine {
  return config.database.kind === 'postgres'
    ? new PostgresEngine(dataSource, config.database.preparedStatements)
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
          provide: Engine,
          useFactory: (dataSource: DataSource) => engineFor(config, dataSource),
          inject: [DataSource],
        },
        Seals,
        UnitOfWork,
        Resealing,
        PersonalTables,
        DatabaseShutdown,
      ],
      exports: [DataSource, UnitOfWork, Resealing, PersonalTables],
    };
  }
}
