import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/app-config.js';
import { loadConfig } from '../config/load-config.js';
import { createApp } from '../create-app.js';
import { createLogger } from '../http/logger.js';
import { type CommandIo, CommandRefused } from './command.js';

function refuseOtherPeople({ database, adapters }: AppConfig): void {
  if (database.kind === 'embedded')
    throw new CommandRefused(
      'The embedded database ends with this process, and whoever was added with it. Set USE_MOCK_DB=false, DATABASE_URL and whatever else the server is started with.',
    );
  if (adapters.identityProvider !== 'database')
    throw new CommandRefused(
      `People are kept here only with IDENTITY_PROVIDER=database; it is ${adapters.identityProvider}.`,
    );
}

/** As the server is set up, but with few connections, and without keeping plans of statements that never come again. */
function modest(config: AppConfig): AppConfig {
  const { database } = config;
  if (database.kind === 'embedded') return config;
  const pool = { ...database.pool, min: 0, max: 2 };
  return { ...config, database: { ...database, pool, preparedStatements: false } };
}

/** Does something with all that the server is made of; it listens nowhere. */
export async function withServer<T>(
  { env, stderr }: CommandIo,
  work: (app: NestFastifyApplication) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env);
  refuseOtherPeople(config);
  const app = await createApp(modest(config), createLogger('error', stderr));
  try {
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}
