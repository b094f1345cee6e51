/**
 * Fills a development database with example rows. PostgreSQL is written to from here, by the settings that the server
 * has; the embedded database lives in the server's process, so there the running server is asked.
 */
import { ConfigurationError, describeConfigurationError } from '../dist/config/configuration-error.js';
import { loadConfig } from '../dist/config/load-config.js';
import { createApp } from '../dist/create-app.js';
import { createLogger } from '../dist/http/logger.js';
import { SimulatedClock } from '../dist/simulator/simulated-clock.js';
import { SimulatorSeed } from '../dist/simulator/simulator-seed.js';

const BASE = (process.env.BASE_URL || 'http://127.0.0.1:8080').replace(/\/+$/, '');

class Refused extends Error {}

function refuseProduction() {
  if (process.env.NODE_ENV === 'production')
    throw new Refused(
      'Example rows have no place in production: NODE_ENV says that this is it. Nothing was written.',
    );
}

const ADAPTERS = ['identityProvider', 'otpSender', 'pushSender', 'riskService'];

/** Its people, codes and prompts are the simulator's: through anything real they would reach somebody. */
function refuseRealAdapters({ adapters }) {
  const real = ADAPTERS.filter((name) => adapters[name] !== 'simulator');
  if (real.length > 0)
    throw new Refused(
      'Example rows are those of simulated people: IDENTITY_PROVIDER, OTP_SENDER, PUSH_SENDER and RISK_SERVICE must be simulator.',
    );
}

async function askServer() {
  let response;
  try {
    response = await fetch(`${BASE}/simulator/seed`, { method: 'POST', headers: { 'x-simulator': '1' } });
  } catch {
    throw new Refused(
      `No server answers at ${BASE}. Start one with npm start, or name another by BASE_URL; for PostgreSQL set USE_MOCK_DB=false and DATABASE_URL.`,
    );
  }
  if (response.status === 404)
    throw new Refused(
      `The server at ${BASE} is not on the embedded database; for its PostgreSQL set what it was started with: USE_MOCK_DB=false, DATABASE_URL and the four adapters.`,
    );
  if (!response.ok)
    throw new Refused(`The server at ${BASE} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function writeHere(config) {
  refuseRealAdapters(config);
  const unlimited = { ...config, rateLimits: { ...config.rateLimits, enabled: false } };
  const app = await createApp(unlimited, createLogger('error'), { clock: new SimulatedClock() });
  try {
    await app.init();
    return await app.get(SimulatorSeed).run();
  } finally {
    await app.close();
  }
}

function show({ made, active_sessions: active }, where) {
  console.log(`Made in ${where}:`);
  for (const [kind, rows] of Object.entries(made)) console.log(`  ${String(rows).padStart(4)} ${kind}`);
  console.log('\nActive sessions:');
  for (const { session_id: id, username } of active) console.log(`  ${id}  ${username}`);
  console.log(`
Look at them: sign in as their person, and list what is theirs.
  TOKEN=$(curl -s ${BASE}/auth/login -H 'content-type: application/json' -d '{"username":"testuser","password":"password"}' | node -p 'JSON.parse(fs.readFileSync(0)).access_token')
  curl -s ${BASE}/auth/sessions -H "authorization: Bearer $TOKEN"`);
}

try {
  refuseProduction();
  const config = loadConfig(process.env);
  if (config.database.kind === 'embedded')
    show(await askServer(), `SQLite in memory, in the server at ${BASE}`);
  else show(await writeHere(config), 'PostgreSQL');
} catch (error) {
  if (error instanceof ConfigurationError) console.error(describeConfigurationError(error));
  else
    console.error(
      error instanceof Refused ? error.message : `The example rows could not be made: ${error.message}`,
    );
  process.exitCode = 1;
}
