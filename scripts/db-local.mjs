/** Makes a PostgreSQL database for development: on a server of its own, or on the one that DATABASE_URL names. */
import { dirname, join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './local-postgres.mjs';

const DATA = join(import.meta.dirname, '../var/postgres');
const DATABASE = 'sallyport';
const NO_SUCH_DATABASE = '3D000';

async function onServer(url, work) {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Connects to the database itself first: who may use it need not be allowed on any other. */
async function createIfMissing(url) {
  try {
    await onServer(url, () => undefined);
  } catch (error) {
    if (error.code !== NO_SUCH_DATABASE) throw error;
    const name = decodeURIComponent(url.pathname.slice(1));
    const maintenance = new URL(url);
    maintenance.pathname = '/postgres';
    await onServer(maintenance, (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`));
    console.log(`Created the database ${name}.`);
  }
}

/** On PostgreSQL the server takes nothing simulated that is not asked for by name. */
function printCommands(...settings) {
  const simulators = ['IDENTITY_PROVIDER', 'OTP_SENDER', 'PUSH_SENDER', 'RISK_SERVICE'].map(
    (name) => `${name}=simulator`,
  );
  console.log(`  export ${['USE_MOCK_DB=false', ...settings].join(' ')}`);
  console.log(`  export ${simulators.join(' ')}`);
  console.log('  npm run migration:run');
  console.log('  npm start');
}

async function useExisting(given) {
  const url = new URL(given);
  if (url.pathname.length < 2) throw new Error(`DATABASE_URL names no database; end it with /${DATABASE}`);
  await createIfMissing(url);
  if (url.password) url.password = '***';
  console.log(`PostgreSQL is ready: ${url.href}\n\nNext, with the same DATABASE_URL set:\n`);
  printCommands();
}

const interrupted = () =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });

async function startOwn() {
  const stopAsked = interrupted();
  const port = Number(process.env.DB_LOCAL_PORT ?? 5433);
  const server = await startPostgres({ dataDir: DATA, port, durable: true });
  const url = new URL(`/${DATABASE}`, server.url);
  await createIfMissing(url);
  console.log(`PostgreSQL is ready: DATABASE_URL=${url.href}\n\nNext, in another terminal:\n`);
  printCommands(`DATABASE_URL=${url.href}`);
  console.log(`\nIts data is in ${server.home}. Ctrl-C stops it and keeps the data.`);
  if (server.home !== DATA) {
    console.log(`(A temporary folder: the user that PostgreSQL runs as cannot enter ${dirname(DATA)}.)`);
  }
  const crashed = await Promise.race([stopAsked.then(() => false), server.ended().then(() => true)]);
  if (crashed) throw new Error(`PostgreSQL has stopped by itself; see ${server.log}`);
  await server.stop();
  console.log('PostgreSQL has stopped.');
}

try {
  await (process.env.DATABASE_URL ? useExisting(process.env.DATABASE_URL) : startOwn());
} catch (error) {
  console.error(error.message || error.code);
  process.exitCode = 1;
}
