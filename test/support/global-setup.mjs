import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import { findSlapd } from '../../scripts/install-slapd.mjs';
import { startPostgres } from '../../scripts/local-postgres.mjs';

const ENGINES = ['sqlite', 'postgres'];
const MIGRATE = ['--import', 'tsx', 'node_modules/typeorm/cli.js', 'migration:run', '-d', 'ormconfig.ts'];

function urlOf(server, database) {
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}

async function onServer(server, work) {
  const client = new pg.Client({ connectionString: urlOf(server, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function migrate(url) {
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', DATABASE_URL: url, USE_MOCK_DB: 'false' };
  try {
    await promisify(execFile)(process.execPath, MIGRATE, { env });
  } catch (error) {
    throw new Error(`The migrations failed:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

async function makeTemplate(server, name) {
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  await migrate(urlOf(server, name));
  // What somebody is connected to cannot be cloned.
  await onServer(server, (client) => client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`));
}

function removeDatabases(server, prefix) {
  return onServer(server, async (client) => {
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}

/** Of a server that was given, the database that its URL names is not touched: the tests make their own and remove them. */
async function findServer(prefix) {
  const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (given) return { url: given, stop: () => removeDatabases(given, prefix) };
  return startPostgres();
}

function announceSlapd() {
  const slapd = findSlapd();
  if (slapd) process.env.TEST_SLAPD = JSON.stringify(slapd);
  else
    console.log(
      '\nslapd is not installed: the tests against a real LDAP directory are skipped (docs/ldap.md).',
    );
}

export default async function globalSetup() {
  const engine = process.env.DB ?? 'sqlite';
  if (!ENGINES.includes(engine)) throw new Error(`DB is ${engine}; it can be ${ENGINES.join(' or ')}`);
  announceSlapd();
  if (engine !== 'postgres') return;
  const run = `sallyport_test_${randomBytes(4).toString('hex')}`;
  const template = `${run}_template`;
  const server = await findServer(run);
  try {
    await makeTemplate(server.url, template);
  } catch (error) {
    await server.stop();
    throw error;
  }
  globalThis.stopTestServer = server.stop;
  process.env.TEST_PG_BASE = urlOf(server.url, '');
  process.env.TEST_PG_TEMPLATE = template;
}
