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

/** PostgreSQL as TypeORM's command line sees it. */
export const dataSource = new DataSource(
  dataSourceOptions(
    loadConfig({ ...databaseSettings(process.env), ...NOT_ASKED }).database,
    ENTITIES,
    MIGRATIONS,
  ),
);
