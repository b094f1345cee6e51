import { type AddressInfo, createServer, type Server } from 'node:net';
import pg from 'pg';
import { dataSourceOptions } from '../src/database/options.js';
import { SIMULATED } from './support/test-config.js';
import { loadConfig } from '../src/config/load-config.js';

/** A message of the protocol (PostgreSQL, "Message Formats"). */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const WELCOME = [message('R', Buffer.from([0, 0, 0, 0])), message('Z', Buffer.from('I'))];
const FAREWELL = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));

/** Takes every connection and ends it in the same breath, as happens to one that is terminated while it begins. */
function fleetingDatabase(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([...WELCOME, FAREWELL])));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('a connection that PostgreSQL ends as soon as it is there', () => {
  let database: Server;

  beforeAll(async () => {
    database = await fleetingDatabase();
  });

  afterAll(() => database.close());

  it('fails for whoever has asked for it, and the process lives on', async () => {
    const url = `postgres://x:x@127.0.0.1:${(database.address() as AddressInfo).port}/x`;
    const config = loadConfig({ NODE_ENV: 'test', USE_MOCK_DB: 'false', DATABASE_URL: url, ...SIMULATED });
    const { extra } = dataSourceOptions(config.database, []) as { extra: pg.PoolConfig };
    const pool = new pg.Pool({ ...extra, connectionString: url });
    // As TypeORM takes one: a promise later than the pool hands it out.
    const client = await new Promise<pg.PoolClient>((resolve, reject) => {
      pool.connect((error, taken) => (taken ? resolve(taken) : reject(error ?? new Error('no connection'))));
    });
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release();
    expect(pool.totalCount).toBe(0);
  });
});
