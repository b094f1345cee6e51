import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import 'reflect-metadata';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { configureApp } from './http/configure-app.js';
import { createFastifyAdapter } from './http/fastify-adapter.js';
import { NestLogger } from './http/logger.js';
import type { Simulation } from './simulator/simulation.js';

/** The whole server, ready to be told where to listen. */
export async function createApp(
  config: AppConfig,
  logger: Logger,
  simulation?: Simulation,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, simulation),
    createFastifyAdapter(config),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  await configureApp(app, config, logger);
  return app;
}
