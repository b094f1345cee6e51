import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/app-config.js';
import { loadConfig } from '../config/load-config.js';
import { createApp } from '../create-app.js';
import { createLogger } from '../http/logger.js';
import { type CommandIo, CommandRefused } from './command.js';

/** What a command cannot work with. @throws {CommandRefused} */
export type Refusal = (config: AppConfig) => void;

export const refuseEmbedded: Refusal = ({ database }) => {
  if (database.kind === 'embedded')
    throw new CommandRefused(
      'The embedded database ends with this process, and whatever was done in it. Set USE_MOCK_DB=false, DATABASE_URL and whatever else the server is started with.',
    );
};

export const refuseOtherPeople: Refusal = (config) => {
  refuseEmbedded(config);
  const { identityProvider } = config.adapters;
  if (identityProvider !== 'database')
    throw new CommandRefused(
      `People are kept here only with IDENTITY_PROVIDER=database; it is ${identityProvider}.`,
    );
};

/** As the server is set up, but with few connections, without jobs of its own accord, and without keeping plans of statements that never come again. */
function modest(config: AppConfig): AppConfig {
  const { database } = config;
  if (database.kind === 'embedded') return config;
  const pool = { ...database.pool, min: 0, max: 2 };
  const jobs = { ...config.jobs, pollMs: 0 };
  return { ...config, jobs, database: { ...database, pool, preparedStatements: false } };
}

/** Does something with all that the server is made of; it listens nowhere. */
export async function withServer<T>(
  { env, stderr }: CommandIo,
  refuse: Refusal,
  work: (app: NestFastifyApplication) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env);
  refuse(config);
  const app = await createApp(modest(config), createLogger('warn', stderr));
  try {
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}
