import { DataSource } from 'typeorm';
import 'reflect-metadata';
import { loadConfig } from '../config/load-config.js';
import { ENTITIES } from '../entities.js';
import { MIGRATIONS } from '../migrations/all-migrations.js';
import { dataSourceOptions } from './options.js';

/** Migrations need the database's settings alone; whatever else a server would want is answered for it here. */
const NOT_ASKED = {
  NODE_ENV: 'development',
  USE_MOCK_DB: 'false',
  IDENTITY_PROVIDER: 'simulator',
  OTP_SENDER: 'simulator',
  PUSH_SENDER: 'simulator',
  RISK_SERVICE: 'simulator',
};

const DATABASE_VARIABLE = /^(DATABASE_URL$|DB_)/;

function databaseSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => DATABASE_VARIABLE.test(name)));
}

/**
 * The bounds of requests are not those of a migration: an index of a large table takes minutes, and while the lock that a
 * statement waits for is not had, everybody else queues behind it.
 */
const BOUNDS = { DB_STATEMENT_TIMEOUT: '0', DB_LOCK_TIMEOUT: process.env.MIGRATION_LOCK_TIMEOUT || '2000' };

/** PostgreSQL as TypeORM's command line sees it. */
export const dataSource = new DataSource(
  dataSourceOptions(
    loadConfig({ ...databaseSettings(process.env), ...BOUNDS, ...NOT_ASKED }).database,
    ENTITIES,
    MIGRATIONS,
  ),
);
