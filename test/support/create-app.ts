import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import 'reflect-metadata';
import type { DestinationStream } from 'pino';
import { DataSource } from 'typeorm';
import { SimulatedDirectory } from '../../src/adapters/simulated-directory.js';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/common/clock.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { configureApp } from '../../src/http/configure-app.js';
import { createFastifyAdapter } from '../../src/http/fastify-adapter.js';
import { createLogger, NestLogger } from '../../src/http/logger.js';
import { Api } from './api.js';
import { FakeClock } from './fake-clock.js';
import { createTestDatabase } from './postgres.js';
import { Rows } from './rows.js';
import { testConfig, usesPostgres } from './test-config.js';

export interface TestOptions {
  /** Environment variables besides the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** Puts a port or a service of the test's own in place. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** Level and destination of the log; silent by default. */
  readonly log?: { readonly level: string; readonly destination: DestinationStream };
  /** A database that exists already; the test's own otherwise. */
  readonly databaseUrl?: string;
}

/** A whole server in this process, with a clock that tests move. */
export interface TestServer {
  readonly app: NestFastifyApplication;
  readonly config: AppConfig;
  readonly api: Api;
  readonly clock: FakeClock;
  readonly rows: Rows;
  readonly directory: SimulatedDirectory;
  close(): Promise<void>;
}

async function build(
  config: AppConfig,
  clock: FakeClock,
  options: TestOptions,
): Promise<NestFastifyApplication> {
  const logger = createLogger(options.log?.level ?? 'silent', options.log?.destination);
  const builder = Test.createTestingModule({ imports: [AppModule.forRoot(config)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .setLogger(new NestLogger(logger));
  const module = await (options.override?.(builder) ?? builder).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createFastifyAdapter(config), {
    bodyParser: false,
  });
  await configureApp(app, config, logger);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

export async function createTestServer(options: TestOptions = {}): Promise<TestServer> {
  const database = usesPostgres && !options.databaseUrl ? await createTestDatabase() : undefined;
  const config = testConfig(options.env, options.databaseUrl ?? database?.url);
  const clock = new FakeClock();
  const app = await build(config, clock, options);
  return {
    app,
    config,
    clock,
    api: new Api(app),
    rows: new Rows(app.get(UnitOfWork), app.get(DataSource)),
    directory: app.get(SimulatedDirectory),
    close: async () => {
      await app.close();
      await database?.drop();
    },
  };
}
