import { AuditLogRepository } from '../src/modules/audit/audit-log.repository.js';
import { type ApiResponse, type CallOptions, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { enterWrongCodes, find, refreshTokenOf } from './support/walk.js';

const BEGUN = ['device.risk.evaluated', 'auth.password.accepted'];
const SIGNED_IN = ['session.started', 'auth.login.completed'];
const DEVICE = { drs_action_token: 'an audited device' };

describe('the audit of a flow', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await createTestServer();
  });

  afterEach(() => server.close());

  /** What a call adds to the audit of a login, in order. */
  async function during(
    login: ApiResponse,
    call: () => Promise<ApiResponse>,
  ): Promise<[ApiResponse, string[]]> {
    const before = await server.rows.eventsOf(login.body.context_id);
    server.clock.advance(1);
    const answer = await call();
    const after = await server.rows.eventsOf(login.body.context_id);
    expect(after.slice(0, before.length)).toEqual(before);
    return [answer, after.slice(before.length)];
  }

  it('has a simple login in order', async () => {
    const { body } = await server.api.login('testuser');
    expect(await server.rows.eventsOf(body.context_id)).toEqual([...BEGUN, ...SIGNED_IN]);
  });

  it('has each step of the full chain', async () => {
    const { api, rows } = server;
    const login = await api.login('mfaesignuser', DEVICE);
    expect(await rows.eventsOf(login.body.context_id)).toEqual([...BEGUN, 'auth.step.required']);
    const [sent, sending] = await during(login, () => api.initiate(ids(login)));
    expect(sending).toEqual(['mfa.challenge.sent']);
    const [esign, verifying] = await during(login, () => api.verify(ids(login, sent)));
    expect(verifying).toEqual(['mfa.challenge.passed', 'auth.step.required']);
    const [offered, accepting] = await during(login, () => api.accept(ids(login, esign)));
    expect(accepting).toEqual(['esign.document.accepted', 'auth.step.required']);
    const [, binding] = await during(login, () => api.bind(ids(login, offered)));
    expect(binding).toEqual(['device.bound', ...SIGNED_IN]);
  });

  it('has wrong codes, a replay and a transaction of another kind', async () => {
    const { api } = server;
    const login = await api.login('mfauser');
    const [sent] = await during(login, () => api.initiate(ids(login)));
    const [, wrong] = await during(login, () => api.verify(ids(login, sent), '9999'));
    expect(wrong).toEqual(['mfa.challenge.failed']);
    const [, poll] = await during(login, () => api.poll(ids(login, sent)));
    expect(poll).toEqual(['auth.step.refused']);
    const [, right] = await during(login, () => api.verify(ids(login, sent)));
    expect(right).toEqual(['mfa.challenge.passed', ...SIGNED_IN]);
    const [, replay] = await during(login, () => api.verify(ids(login, sent)));
    expect(replay).toEqual(['auth.step.refused']);
  });

  it('has what became of a push', async () => {
    const { api, clock } = server;
    const login = await api.login('mfauser');
    const [push, sending] = await during(login, () => api.push(ids(login)));
    expect(sending).toEqual(['mfa.challenge.sent']);
    const [, pending] = await during(login, () => api.poll(ids(login, push)));
    expect(pending).toEqual([]);
    const number = push.body.display_number;
    const [, approving] = await during(login, () =>
      api.approve(ids(login, push), { selected_number: number }),
    );
    expect(approving).toEqual(['mfa.push.approved']);
    clock.advance(10);
    const [, passing] = await during(login, () => api.poll(ids(login, push)));
    expect(passing).toEqual(['mfa.challenge.passed', ...SIGNED_IN]);
  });

  it('has refreshes, their replays and the end of the session', async () => {
    const { api } = server;
    const login = await api.login('testuser');
    const [refreshed, rotating] = await during(login, () => api.refresh(refreshTokenOf(login)));
    expect(rotating).toEqual(['token.rotated']);
    const [, replaying] = await during(login, () => api.refresh(refreshTokenOf(login)));
    expect(replaying).toEqual(['token.rotation.replayed']);
    const [, ending] = await during(login, () => api.logout(refreshTokenOf(refreshed)));
    expect(ending).toEqual(['session.revoked']);
  });

  it('has who, what, when and where in every row', async () => {
    const { api, clock } = server;
    const correlationId = '9b2c1d7e-1d1f-4b6e-8a55-0c6d1e2f3a4b';
    const options: CallOptions = {
      headers: { 'x-correlation-id': correlationId, 'user-agent': 'Audited/1.0' },
    };
    const { body } = await api.login('testuser', {}, options);
    const person = await server.directory.authenticate('testuser', 'password');
    const rows = await find(server, () =>
      server.app.get(AuditLogRepository).findByCorrelation(correlationId),
    );
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(row).toMatchObject({
        cupid: person?.cupid,
        contextId: body.context_id,
        correlationId,
        ipAddress: '127.0.0.1',
        userAgent: 'Audited/1.0',
        eventTimestamp: clock.now(),
        eventOutcome: 'SUCCESS',
        eventSeverity: 'INFO',
      });
    }
  });

  it('reads back in the order in which things happened, within one instant too', async () => {
    const { api } = server;
    for (let time = 1; time <= 5; time++) {
      const { body } = await api.login('testuser');
      const rows = await find(server, () =>
        server.app.get(AuditLogRepository).findByContext(body.context_id),
      );
      expect(rows.map(({ eventType }) => eventType)).toEqual([...BEGUN, ...SIGNED_IN]);
    }
  });

  it('is found by person, newest first, as many as asked for', async () => {
    const { api, clock } = server;
    await enterWrongCodes(api, await api.login('mfauser'), 1);
    clock.advance(60);
    await api.login('mfauser');
    const person = await server.directory.authenticate('mfauser', 'password');
    const rows = await find(server, () =>
      server.app.get(AuditLogRepository).findByPerson(person?.cupid ?? '', 4),
    );
    expect(rows).toHaveLength(4);
    expect(rows[0]?.eventTimestamp).toEqual(clock.now());
    const times = rows.map(({ eventTimestamp }) => eventTimestamp.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(new Set(rows.map(({ cupid }) => cupid))).toEqual(new Set([person?.cupid]));
  });

  it('holds no password, code, token or full phone number', async () => {
    const { api, rows } = server;
    const login = await api.login('mfauser', DEVICE);
    const sent = await api.initiate(ids(login));
    const offered = await api.verify(ids(login, sent));
    const success = await api.bind(ids(login, offered));
    const events = JSON.stringify(await rows.select('SELECT * FROM audit_logs'));
    const secrets = ['"password"', '"1234"', '5550101234', DEVICE.drs_action_token, refreshTokenOf(success)];
    for (const secret of [...secrets, success.body.access_token, success.body.id_token])
      expect(events).not.toContain(secret);
  });
});
