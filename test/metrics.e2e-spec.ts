import { Scope } from '../src/database/scope.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { AuditLog } from '../src/modules/audit/audit-log.entity.js';
import { AuditLogRepository } from '../src/modules/audit/audit-log.repository.js';
import { EventBus } from '../src/common/event-bus.js';
import { Jobs } from '../src/common/jobs.js';
import { DomainEvent, type EventCategory } from '../src/common/domain-event.js';
import { ids } from './support/api.js';
import { addUser, DATABASE_PEOPLE } from './support/accounts.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { type Figures, figures } from './support/figures.js';
import { limitedServer } from './support/limits.js';
import { enterWrongCodes, passMfa, refreshTokenOf, signIn } from './support/walk.js';

class SomethingHappened extends DomainEvent {
  readonly type = 'auth.login.completed';
  readonly category: EventCategory = 'AUTH';
}

function loseAuditRows(): jest.SpyInstance {
  const { defer } = Scope.prototype;
  return jest.spyOn(Scope.prototype, 'defer').mockImplementation(function (this: Scope, deferred) {
    if (deferred.kind === 'statement' || deferred.entity !== AuditLog) defer.call(this, deferred);
  });
}

describe('the metrics', () => {
  let server: TestServer;
  let before: Figures;

  beforeAll(async () => {
    server = await createTestServer();
  });

  beforeEach(async () => {
    before = await figures(server.api);
  });

  afterAll(() => server.close());

  /** What has risen, and by how much, of the metrics whose name begins so. */
  async function risen(prefix: string): Promise<Figures> {
    const now = await figures(server.api);
    const changes = Object.entries(now).map(([key, value]) => [key, value - (before[key] ?? 0)] as const);
    return Object.fromEntries(changes.filter(([key, change]) => key.startsWith(prefix) && change !== 0));
  }

  async function rowsAdded(): Promise<number> {
    return Object.values(await risen('sallyport_audit_rows_total')).reduce((sum, one) => sum + one, 0);
  }

  it('count logins by their outcome, from 0', async () => {
    expect(before).toMatchObject({
      'sallyport_logins_total{outcome="succeeded"}': 0,
      'sallyport_logins_total{outcome="declined"}': 0,
      sallyport_token_reuse_detected_total: 0,
    });
    await server.api.login('testuser');
    await server.api.login('testuser', { password: 'wrong' });
    await server.api.login('disableduser');
    expect(await risen('sallyport_logins_total')).toEqual({
      'sallyport_logins_total{outcome="succeeded"}': 1,
      'sallyport_logins_total{outcome="failed"}': 1,
      'sallyport_logins_total{outcome="refused"}': 1,
    });
  });

  it('count logins that ran out of time, when the job ends them', async () => {
    await server.api.login('mfauser');
    server.clock.advance(86_400);
    const job = server.app.get(Jobs).find('abandon-contexts');
    expect(await job?.batch(100)).toBe(1);
    expect(await risen('sallyport_logins_total')).toEqual({
      'sallyport_logins_total{outcome="abandoned"}': 1,
    });
  });

  it('count challenges of the second factor by method and outcome', async () => {
    await enterWrongCodes(server.api, await server.api.login('mfauser'), 2);
    await passMfa(server.api, await server.api.login('mfauser'));
    expect(await risen('sallyport_mfa_challenges_total')).toEqual({
      'sallyport_mfa_challenges_total{method="sms",outcome="sent"}': 2,
      'sallyport_mfa_challenges_total{method="sms",outcome="failed"}': 2,
      'sallyport_mfa_challenges_total{method="sms",outcome="passed"}': 1,
    });
  });

  it('count a push that the person denied, and a wrong number as a failure', async () => {
    for (const answer of [{ selected_number: 1, decision: 'deny' }, { selected_number: 0 }]) {
      const login = await server.api.login('mfauser');
      const sent = await server.api.push(ids(login));
      await server.api.approve(ids(login, sent), answer);
    }
    expect(await risen('sallyport_mfa_challenges_total')).toMatchObject({
      'sallyport_mfa_challenges_total{method="push",outcome="sent"}': 2,
      'sallyport_mfa_challenges_total{method="push",outcome="denied"}': 1,
    });
  });

  it('count refreshes, replays and the use of a token by somebody else', async () => {
    const { refreshToken } = await signIn(server.api);
    await server.api.refresh(refreshToken);
    await server.api.refresh(refreshToken);
    server.clock.advance(60);
    await server.api.refresh(refreshToken);
    await server.api.refresh(refreshToken);
    expect(await risen('sallyport_refreshes_total')).toEqual({
      'sallyport_refreshes_total{outcome="rotated"}': 1,
      'sallyport_refreshes_total{outcome="replayed"}': 1,
      'sallyport_refreshes_total{outcome="reused"}': 1,
    });
    expect(await risen('sallyport_token_reuse')).toEqual({ sallyport_token_reuse_detected_total: 1 });
  });

  it('count rows of the audit trail as there are in the table', async () => {
    const rows = await server.rows.count('audit_logs');
    await signIn(server.api);
    const added = await rowsAdded();
    expect(added).toBe((await server.rows.count('audit_logs')) - rows);
    expect(added).toBeGreaterThan(2);
  });

  it('count rows by category and severity, from 0', async () => {
    expect(before).toMatchObject({ 'sallyport_audit_rows_total{category="ADMIN",severity="CRITICAL"}': 0 });
    await server.api.login('testuser', { password: 'wrong' });
    expect(await risen('sallyport_audit_rows_total')).toEqual({
      'sallyport_audit_rows_total{category="AUTH",severity="WARN"}': 1,
    });
  });

  it.each([
    [
      'nobody adds',
      () => jest.spyOn(AuditLogRepository.prototype, 'add').mockImplementation(() => undefined),
    ],
    ['are lost on their way to the statement', loseAuditRows],
  ])('do not count rows that %s, when logins go on', async (_, lose) => {
    const rows = await server.rows.count('audit_logs');
    const lost = lose();
    expect((await server.api.login('testuser')).status).toBe(201);
    lost.mockRestore();
    expect(await server.rows.count('audit_logs')).toBe(rows);
    expect(await risen('sallyport_logins_total')).toEqual({
      'sallyport_logins_total{outcome="succeeded"}': 1,
    });
    expect(await rowsAdded()).toBe(0);
  });

  it('do not count what was undone', async () => {
    const unitOfWork = server.app.get(UnitOfWork);
    const publish = async () => server.app.get(EventBus).publish(new SomethingHappened({}));
    const undone = unitOfWork.run(async () => {
      await publish();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await risen('sallyport_logins_total')).toEqual({});
    expect(await rowsAdded()).toBe(0);
    await unitOfWork.run(publish);
    expect(await rowsAdded()).toBe(1);
    expect(await risen('sallyport_logins_total')).toEqual({
      'sallyport_logins_total{outcome="succeeded"}': 1,
    });
  });

  it('count errors by code, and never what a client has sent', async () => {
    await server.api.login('testuser', { password: 'wrong' });
    await server.api.get('/a-path-that-nobody-knows');
    await server.api.call('POST', '/auth/login', '{');
    expect(await risen('sallyport_errors_total')).toEqual({
      'sallyport_errors_total{code="CIAM_E01_01_001"}': 1,
      'sallyport_errors_total{code="CIAM_E01_05_004"}': 1,
      'sallyport_errors_total{code="CIAM_E01_05_001"}': 1,
    });
    expect((await server.api.get('/metrics')).text).not.toContain('nobody-knows');
  });
});

describe('the metrics of a server', () => {
  it('count what is over a limit by policy, each time', async () => {
    const server = await limitedServer('refresh=1/1m,default=100/1m');
    let refreshToken = refreshTokenOf(await server.api.login('testuser'));
    for (let time = 0; time < 3; time += 1) {
      const answer = await server.api.refresh(refreshToken);
      refreshToken = answer.cookies.refresh_token?.value ?? refreshToken;
    }
    const now = await figures(server.api);
    expect(now['sallyport_rate_limit_hits_total{policy="refresh"}']).toBe(2);
    expect(now['sallyport_rate_limit_hits_total{policy="login"}']).toBe(0);
    await server.close();
    jest.restoreAllMocks();
  });

  it('with people of its own show the queue of hashes and count what it refuses', async () => {
    const server = await createTestServer({
      env: { ...DATABASE_PEOPLE, HASH_CONCURRENCY: '1', HASH_QUEUE_LENGTH: '1' },
    });
    const { username } = await addUser(server);
    const answers = await Promise.all(Array.from({ length: 8 }, () => server.api.login(username)));
    const refused = answers.filter(({ status }) => status === 503).length;
    expect(refused).toBeGreaterThan(0);
    expect(await figures(server.api)).toMatchObject({
      sallyport_hash_queue_refused_total: refused,
      sallyport_hash_queue_limit: 1,
      sallyport_hash_queue_length: 0,
    });
    await server.close();
  });
});
