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

/**
 * The bounds of requests are not those of a migration: an index of a large table takes minutes, and while the lock that a
 * statement waits for is not had, everybody else queues behind it.
 */
function settingsOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ofTheDatabase = Object.entries(env).filter(([name]) => DATABASE_VARIABLE.test(name));
  const bounds = { DB_STATEMENT_TIMEOUT: '0', DB_LOCK_TIMEOUT: env.MIGRATION_LOCK_TIMEOUT || '2000' };
  return { ...Object.fromEntries(ofTheDatabase), ...bounds, ...NOT_ASKED };
}

/** PostgreSQL as TypeORM's command line sees it. */
export const dataSource = new DataSource(
  dataSourceOptions(loadConfig(settingsOf(process.env)).database, ENTITIES, MIGRATIONS),
);
