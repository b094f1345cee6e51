import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { LogCapture } from './support/log-capture.js';
import { usesPostgres } from './support/test-config.js';
import { signIn, type SignedIn } from './support/walk.js';

// The embedded engine lives in the server's own memory: it cannot be away while the server is there.
const onPostgres = usesPostgres ? describe : describe.skip;

/** What a driver says of a server that is not there. */
const REFUSED = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

onPostgres('while the database cannot be reached', () => {
  const log = new LogCapture();
  let server: TestServer;
  let session: SignedIn;
  let end: () => Promise<void>;

  beforeAll(async () => {
    server = await createTestServer({ log: { level: 'info', destination: log } });
    session = await signIn(server.api);
    const { master: pool } = server.app.get(DataSource).driver as unknown as { master: Pool };
    const { connect, query } = pool;
    Object.assign(pool, {
      connect: (callback: (error: unknown) => void) => callback(REFUSED),
      query: () => Promise.reject(REFUSED),
    });
    end = async () => {
      Object.assign(pool, { connect, query });
      await server.close();
    };
  });

  afterAll(() => end());

  function expectUnavailable({ status, body, headers, text }: ApiResponse): void {
    expect([status, body.error_code]).toEqual([503, 'CIAM_E05_00_002']);
    expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|SELECT|INSERT/);
  }

  it.each<[string, () => Promise<ApiResponse>]>([
    ['a login', () => server.api.login('testuser')],
    ['a wrong password', () => server.api.login('testuser', { password: 'wrong' })],
    ['a step', () => server.api.verify({ context_id: 'sess-1', transaction_id: 'tx-1' })],
    ['a refresh', () => server.api.refresh(session.refreshToken)],
    ['a token to be verified', () => server.api.verifyToken(session.accessToken)],
    ['a logout', () => server.api.logout(session.refreshToken)],
    ['a document', () => server.api.get('/auth/esign/documents/terms-v1-2025')],
  ])('%s gets 503 with Retry-After, and is told nothing of the database', async (_name, send) => {
    const answer = await send();
    expectUnavailable(answer);
    const [error] = log.about(answer.body.correlation_id).filter(({ level }) => level === 'error');
    expect(error).toMatchObject({ msg: 'dependency unavailable', dependency: 'database' });
  });

  it('a logout does not pretend to have ended anything: the cookie stays', async () => {
    expect((await server.api.logout(session.refreshToken)).cookies.refresh_token).toBeUndefined();
  });

  it('the server lives, says that it is not ready, and shows its public keys', async () => {
    expect((await server.api.get('/health/live')).status).toBe(200);
    expect((await server.api.get('/health/ready')).status).toBe(503);
    expect((await server.api.get('/.well-known/jwks.json')).status).toBe(200);
  });
});
