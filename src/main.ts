import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from './config/app-config.js';
import { ConfigurationError, describeConfigurationError } from './config/configuration-error.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { bufferedOutput, createLogger } from './http/logger.js';
import { welcome } from './simulator/welcome.js';

function stopOn(signals: readonly NodeJS.Signals[], app: NestFastifyApplication, graceMs: number): void {
  const stop = (): void => {
    // What still runs after the grace is cut off: an orchestrator would kill the process soon anyway.
    setTimeout(() => process.exit(1), graceMs).unref();
    void app.close().then(() => process.exit(0));
  };
  for (const signal of signals) process.once(signal, stop);
}

async function start(config: AppConfig): Promise<void> {
  const logger = createLogger(config.logLevel, bufferedOutput());
  process.on('unhandledRejection', (reason) => logger.error({ err: reason }, 'unhandled rejection'));
  const app = await createApp(config, logger);
  await app.listen(config.http.port, config.http.host);
  stopOn(['SIGINT', 'SIGTERM'], app, config.http.shutdownGraceMs);
  console.log(welcome(config, await app.getUrl()));
}

try {
  await start(loadConfig(process.env));
} catch (error) {
  if (error instanceof ConfigurationError) console.error(describeConfigurationError(error));
  else console.error(`Sallyport cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
