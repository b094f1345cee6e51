import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { AppConfig } from '../config/app-config.js';
import { VARIABLE_NAMES } from '../config/environment.schema.js';
import { loadConfig } from '../config/load-config.js';
import type { TestEnvironment } from './test-server.js';

const HOST = '127.0.0.1';
const USUAL = { NODE_ENV: 'test', LOG_LEVEL: 'silent', RATE_LIMIT_ENABLED: 'false' };

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A misspelt variable would have no effect, and the test would not show what it means to. */
function refuseUnknown(env: TestEnvironment): void {
  const known: readonly string[] = VARIABLE_NAMES;
  const unknown = Object.keys(env).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`The server has no variable ${unknown.join(', ')}`);
}

/**
 * The configuration of a server that listens where nobody else does; nothing of the shell's environment.
 * @throws {ConfigurationError}
 */
export async function testConfig(env: TestEnvironment): Promise<AppConfig> {
  refuseUnknown(env);
  // Known beforehand, since the issuer of tokens is named after it.
  const PORT = env.PORT ?? String(await freePort());
  const config = loadConfig({ ...USUAL, HOST, PUBLIC_URL: `http://${HOST}:${PORT}`, PORT, ...env });
  if (config.database.kind !== 'embedded' || config.adapters.identityProvider !== 'simulator')
    throw new Error(
      'The testing kit brings its own database and people: leave USE_MOCK_DB and IDENTITY_PROVIDER out',
    );
  return config;
}
