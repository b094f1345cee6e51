import { AuditLogRepository } from '../src/modules/audit/audit-log.repository.js';
import { type ApiResponse, type Ids, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { MAKE } from './support/doors.js';
import { newPerson, refreshTokenOf, signIn } from './support/walk.js';

/** A call that succeeds when the audit can be written. */
interface Attempt {
  readonly send: () => Promise<ApiResponse>;
  readonly status: number;
}

type Prepare = (server: TestServer, username: string) => Promise<Attempt>;

const at =
  (
    door: (server: TestServer, username: string) => Promise<Ids>,
    call: (server: TestServer, door: Ids) => Promise<ApiResponse>,
    status: number,
  ): Prepare =>
  async (server, username) => {
    const found = await door(server, username);
    return { send: () => call(server, found), status };
  };

/** Everything that ends in tokens, in a change, or in a refusal worth remembering. */
const ATTEMPTS: Readonly<Record<string, Prepare>> = {
  'a login without further steps': async ({ api }) => ({ send: () => api.login('testuser'), status: 201 }),
  'a login with a next step': async ({ api }, username) => ({ send: () => api.login(username), status: 200 }),
  'a wrong password': async ({ api }) => ({
    send: () => api.login('testuser', { password: 'wrong' }),
    status: 401,
  }),
  'a login that is refused': async ({ api }) => ({ send: () => api.login('denyuser'), status: 403 }),
  'a code being sent': at(MAKE.MFA_INITIATE.pending!, ({ api }, door) => api.initiate(door), 200),
  'a prompt being sent': at(MAKE.MFA_VERIFY.pending!, ({ api }, door) => api.push(door), 200),
  'the right code': at(MAKE.MFA_VERIFY.pending!, ({ api }, door) => api.verify(door), 200),
  'a wrong code': at(MAKE.MFA_VERIFY.pending!, ({ api }, door) => api.verify(door, '9999'), 400),
  'a push being denied': at(
    MAKE.MFA_PUSH_VERIFY.pending!,
    ({ api }, door) => api.approve(door, { decision: 'deny' }),
    200,
  ),
  'a push that was approved': at(MAKE.MFA_PUSH_VERIFY.approved!, ({ api }, door) => api.poll(door), 200),
  'a signature': at(MAKE.ESIGN_ACCEPT.pending!, ({ api }, door) => api.accept(door), 200),
  'a document being declined': at(
    MAKE.ESIGN_ACCEPT.pending!,
    ({ api }, door) => api.decline(door, 'terms-v1-2025'),
    200,
  ),
  'a device being bound': at(MAKE.DEVICE_BIND.pending!, ({ api }, door) => api.bind(door), 200),
  'a replay': at(MAKE.ESIGN_ACCEPT.consumed!, ({ api }, door) => api.accept(door), 400),
  'a refresh': async ({ api }) => {
    const { refreshToken } = await signIn(api);
    return { send: () => api.refresh(refreshToken), status: 200 };
  },
  'a stolen refresh token': async ({ api, clock }) => {
    const { refreshToken } = await signIn(api);
    await api.refresh(refreshToken);
    clock.advance(60);
    return { send: () => api.refresh(refreshToken), status: 401 };
  },
  'a logout': async ({ api }) => {
    const { refreshToken } = await signIn(api);
    return { send: () => api.logout(refreshToken), status: 200 };
  },
};

/** Counted by itself before anything else, on purpose: an attempt stays counted whatever fails after it. */
const COUNTERS = /"(attempt_count|challenge_count|push_count)":\d+|"updated_at":"[^"]*"/g;

/** The whole database as sorted rows: the order in which an engine finds them means nothing. */
async function everythingOf({ rows }: TestServer): Promise<string> {
  const contents = JSON.parse((await rows.dump()).replace(COUNTERS, '"counter":0')) as unknown[];
  return JSON.stringify(
    contents
      .flat()
      .map((row) => JSON.stringify(row))
      .sort(),
  );
}

describe('without its audit row', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  async function withoutAudit<T>(work: () => Promise<T>): Promise<T> {
    await server.rows.execute('ALTER TABLE audit_logs RENAME TO audit_logs_away');
    try {
      return await work();
    } finally {
      await server.rows.execute('ALTER TABLE audit_logs_away RENAME TO audit_logs');
    }
  }

  function expectNothingGiven({ status, body, cookies }: ApiResponse): void {
    expect([status, body.error_code]).toEqual([500, 'CIAM_E05_00_001']);
    expect([body.access_token, body.id_token, body.refresh_token]).toEqual([undefined, undefined, undefined]);
    expect(cookies.refresh_token).toBeUndefined();
  }

  it.each(Object.entries(ATTEMPTS))(
    '%s fails and changes nothing; with it, it is done',
    async (_name, prepare) => {
      const { username } = await newPerson(server, 'mfaesignuser');
      const { send, status } = await prepare(server, username);
      const before = await everythingOf(server);
      expectNothingGiven(await withoutAudit(send));
      expect(await everythingOf(server)).toBe(before);
      const answer = await send();
      expect(answer.status).toBe(status);
      expect(await everythingOf(server)).not.toBe(before);
    },
  );

  it('no session that was to be ended is ended halfway: its tokens stay as they were', async () => {
    const session = await signIn(server.api);
    await withoutAudit(() => server.api.logout(session.refreshToken));
    expect((await server.api.verifyToken(session.accessToken)).body).toMatchObject({ active: true });
    expect((await server.api.refresh(session.refreshToken)).status).toBe(200);
  });

  it('nothing is done either when it is the audit itself that fails, before the database is asked', async () => {
    const before = await everythingOf(server);
    jest.spyOn(AuditLogRepository.prototype, 'add').mockImplementationOnce(() => {
      throw new Error('The audit is broken');
    });
    expectNothingGiven(await server.api.login('testuser'));
    jest.restoreAllMocks();
    expect(await everythingOf(server)).toBe(before);
  });

  it('no wrong code goes uncounted: the attempt is spent although nothing else was written', async () => {
    const { username } = await newPerson(server, 'mfauser');
    const door = await MAKE.MFA_VERIFY.pending!(server, username);
    await withoutAudit(() => server.api.verify(door, '9999'));
    const answer = await server.api.verify(door, '9999');
    expect(answer.body.attempts_remaining).toBe(3);
  });

  it('a token that was refreshed in vain is good for the next try', async () => {
    const login = await server.api.login('testuser');
    await withoutAudit(() => server.api.refresh(refreshTokenOf(login)));
    const refreshed = await server.api.refresh(refreshTokenOf(login));
    expect([refreshed.status, ids(login).context_id]).toEqual([200, login.body.context_id]);
    expect((await server.api.verifyToken(refreshed.body.access_token)).body).toMatchObject({ active: true });
  });
});
