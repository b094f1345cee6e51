/**
 * Brings personal data to the form that PII_ENCRYPTION_KEYS and PII_INDEX_KEYS ask for now: sealed by the first key, sought
 * by the first index. Runs beside the server, may be stopped and started again; --dry-run only counts.
 */
import { ConfigurationError, describeConfigurationError } from '../dist/config/configuration-error.js';
import { loadConfig } from '../dist/config/load-config.js';
import { createApp } from '../dist/create-app.js';
import { Resealing } from '../dist/database/resealing.js';
import { createLogger } from '../dist/http/logger.js';

class Refused extends Error {}

function configure() {
  const config = loadConfig(process.env);
  if (config.database.kind === 'embedded')
    throw new Refused(
      'The embedded database lives in the server and forgets with it: there is nothing to rotate. Set USE_MOCK_DB=false and DATABASE_URL.',
    );
  // Whichever directory the server asks: rows of our own people may be there. And mails and jobs are for servers.
  const adapters = { ...config.adapters, identityProvider: 'database' };
  const quiet = (part) => ({ ...part, pollMs: 0 });
  return { ...config, adapters, mail: quiet(config.mail), jobs: quiet(config.jobs) };
}

const rowsOf = (count) => `${count} row${count === 1 ? '' : 's'}`;

async function count(resealing) {
  const counts = Object.entries(await resealing.count());
  for (const [table, rows] of counts) console.log(`${table}: ${rowsOf(rows)} to change`);
}

async function rotate(resealing) {
  const results = await resealing.run((table, rows) => console.log(`${table}: ${rowsOf(rows)} looked at`));
  for (const { table, changed, failures, left } of results) {
    console.log(`${table}: ${rowsOf(changed)} changed, ${left} left`);
    for (const failure of failures) console.error(`  ${table} ${failure}`);
  }
  if (results.some(({ left }) => left > 0)) {
    console.error(
      'Not everything is as it should be. What a server wrote meanwhile is done by running this again.',
    );
    process.exitCode = 1;
  }
}

async function main() {
  const app = await createApp(configure(), createLogger('error'));
  try {
    await app.init();
    const resealing = app.get(Resealing);
    await (process.argv.includes('--dry-run') ? count(resealing) : rotate(resealing));
  } finally {
    await app.close();
  }
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigurationError) console.error(describeConfigurationError(error));
  else
    console.error(
      error instanceof Refused ? error.message : `Nothing more could be changed: ${error.message}`,
    );
  process.exitCode = 1;
}
