import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { ServerEnv } from '../test/support/server-process.js';
import { ask, DatabaseServer } from './database-server.js';
import { AUDIENCE, Directory, SECRET } from './people.js';

const TEMPLATE = 'template_of_all';
const MIGRATE = ['--import', 'tsx', 'node_modules/typeorm/cli.js', 'migration:run', '-d', 'ormconfig.ts'];
const CONTENT = 'The terms that everybody signs here.';

const PUBLISH = `INSERT INTO esign_documents (document_id, version, title, content, content_sha256, mandatory, audience, published_at)
  VALUES ('terms-v1-2025', '1.0', 'Terms', $1, $2, true, $3, now() - interval '1 day')`;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function makeTemplate(server: DatabaseServer): Promise<void> {
  await ask(server.urlOf('postgres'), `CREATE DATABASE ${TEMPLATE}`);
  const url = server.urlOf(TEMPLATE);
  const env = { PATH: process.env.PATH, DATABASE_URL: url };
  await promisify(execFile)(process.execPath, MIGRATE, { env });
  const hash = createHash('sha256').update(CONTENT).digest('hex');
  await ask(url, PUBLISH, [CONTENT, hash, AUDIENCE]);
}

/** What all scenarios stand on: a PostgreSQL, a directory of people, and the secrets that servers share. */
export class World {
  private databases = 0;
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

  private constructor(
    readonly server: DatabaseServer,
    private readonly directory: Directory,
  ) {}

  /** @param folder where PostgreSQL keeps its data; a temporary one otherwise */
  static async build(folder?: string): Promise<World> {
    const server = await DatabaseServer.start(folder);
    try {
      await makeTemplate(server);
      return new World(server, await Directory.start());
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** An empty database with the schema of the migrations. @returns its URL */
  async newDatabase(tablespace?: string): Promise<string> {
    this.databases += 1;
    const name = `faults_${this.databases}`;
    const place = tablespace ? `TABLESPACE ${tablespace}` : '';
    await ask(this.server.urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} ${place}`);
    return this.server.urlOf(name);
  }

  /** The environment of a server: as in production, but for the simulated gateways, and with jobs that run all the time. */
  async env(databaseUrl: string, changes: ServerEnv = {}): Promise<ServerEnv> {
    return {
      NODE_ENV: 'test',
      USE_MOCK_DB: 'false',
      DATABASE_URL: databaseUrl,
      PORT: String(await freePort()),
      PUBLIC_URL: 'http://auth.example.test',
      RATE_LIMIT_ENABLED: 'false',
      DB_POOL_MIN: '2',
      DB_POOL_MAX: '20',
      JOB_POLL_INTERVAL: '1s',
      JWT_PRIVATE_KEYS: this.keys,
      JWT_REFRESH_SECRET: 'the refresh secret that all servers of the suite know',
      OTP_SECRET: 'the secret of the codes that all servers of the suite know',
      IDENTITY_PROVIDER: 'webhook',
      IDENTITY_WEBHOOK_URL: this.directory.url,
      IDENTITY_WEBHOOK_SECRET: SECRET,
      // The directory is this process, which is busy: it is not what is tested.
      WEBHOOK_TIMEOUT: '20000',
      OTP_SENDER: 'simulator',
      PUSH_SENDER: 'simulator',
      RISK_SERVICE: 'simulator',
      ...changes,
    };
  }

  async close(): Promise<void> {
    this.directory.stop();
    await this.server.stop();
  }
}
