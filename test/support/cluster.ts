import { generateKeyPairSync } from 'node:crypto';
import { DataSource } from 'typeorm';
import { PostgresEngine } from '../../src/database/engine.js';
import { dataSourceOptions } from '../../src/database/options.js';
import { Random } from '../../src/common/random.js';
import { Seals } from '../../src/database/seals.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ENTITIES } from '../../src/entities.js';
import type { Api, ApiResponse } from './api.js';
import { createTestServer } from './create-app.js';
import { createTestDatabase } from './postgres.js';
import { RemoteApi } from './remote-api.js';
import { Rows } from './rows.js';
import { type ServerEnv, ServerProcess } from './server-process.js';
import { testConfig, usesPostgres } from './test-config.js';

const PLAIN = new Seals(new Random(), { personalData: { sealKeys: [], indexKeys: [] } });

/** One service to whoever calls it: on PostgreSQL two server processes over one database, on SQLite one server. */
export interface Cluster {
  readonly apis: readonly Api[];
  readonly rows: Rows;
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

/** What several processes must share, and the simulators that PostgreSQL wants named. */
export function serverEnv(databaseUrl: string): ServerEnv {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    NODE_ENV: 'test',
    USE_MOCK_DB: 'false',
    RATE_LIMIT_ENABLED: 'false',
    DATABASE_URL: databaseUrl,
    DB_POOL_MIN: '0',
    DB_POOL_MAX: '20',
    PUBLIC_URL: 'http://auth.example.test',
    JWT_PRIVATE_KEYS: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    JWT_REFRESH_SECRET: 'the refresh secret that both processes know',
    OTP_SECRET: 'the secret of the codes that both processes know',
    IDENTITY_PROVIDER: 'simulator',
    OTP_SENDER: 'simulator',
    PUSH_SENDER: 'simulator',
    RISK_SERVICE: 'simulator',
  };
}

export interface View {
  readonly rows: Rows;
  readonly unitOfWork: UnitOfWork;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** A look into a database that is the servers', not ours; to PostgreSQL we are called otherwise than they. */
export async function openView(url: string): Promise<View> {
  const options = dataSourceOptions(testConfig({}, url).database, ENTITIES);
  const extra = { ...(options.extra as object), application_name: 'sallyport tests' };
  const dataSource = new DataSource({ ...options, extra });
  await dataSource.initialize();
  const unitOfWork = new UnitOfWork(dataSource, new PostgresEngine(dataSource, false), PLAIN);
  return {
    rows: new Rows(unitOfWork, dataSource),
    unitOfWork,
    dataSource,
    close: () => dataSource.destroy(),
  };
}

async function onPostgres(changes: ServerEnv): Promise<Cluster> {
  const database = await createTestDatabase();
  const env = { ...serverEnv(database.url), ...changes };
  const servers = await Promise.all([ServerProcess.start(env), ServerProcess.start(env)]);
  const view = await openView(database.url);
  return {
    apis: servers.map(({ url }) => new RemoteApi(url)),
    rows: view.rows,
    unitOfWork: view.unitOfWork,
    close: async () => {
      await view.close();
      await Promise.all(servers.map((server) => server.close()));
      await database.drop();
    },
  };
}

export async function startCluster(env: ServerEnv = {}): Promise<Cluster> {
  if (usesPostgres) return onPostgres(env);
  const { app, api, rows, close } = await createTestServer({ env });
  return { apis: [api], rows, unitOfWork: app.get(UnitOfWork), close };
}

/** `count` calls at the same time, dealt out over the servers. */
export function atOnce<T>(
  { apis }: Cluster,
  count: number,
  call: (api: Api, index: number) => Promise<T>,
): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => call(apis[index % apis.length], index)));
}

/** How often each status was answered. */
export function tally(answers: readonly ApiResponse[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The answers that carry tokens. */
export function withTokens(answers: readonly ApiResponse[]): ApiResponse[] {
  return answers.filter(({ body }) => body.access_token !== undefined);
}
