import type { TestingModuleBuilder } from '@nestjs/testing';
import { RiskService } from '../src/modules/device/risk-service.port.js';
import { AdminApi, addUser, attemptsOf, PASSWORD, signInAdministrator } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { FakeRiskService } from './support/fake-risk-service.js';
import { createMailServer, type MailServer } from './support/mailbox.js';

const NEW_PASSWORD = 'walrus pepper candle';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const WRONG = [401, 'CIAM_E01_01_001'];

/** Answers about one person only when it is let. */
class SlowRiskService extends FakeRiskService {
  private slow: { readonly username: string; readonly release: Promise<void> } | undefined;
  private reached: (() => void) | undefined;

  /** @returns once the question has come; what it is given lets the answer go */
  holdUp(username: string): { readonly isAsked: Promise<void>; readonly letGo: () => void } {
    let letGo!: () => void;
    const release = new Promise<void>((resolve) => (letGo = resolve));
    this.slow = { username, release };
    return { isAsked: new Promise((resolve) => (this.reached = resolve)), letGo };
  }

  override async evaluate(question: Parameters<FakeRiskService['evaluate']>[0]) {
    const { slow } = this;
    if (slow?.username === question.username) {
      this.slow = undefined;
      this.reached?.();
      await slow.release;
    }
    return super.evaluate(question);
  }
}

describe('a login whose password was right, and that still waits for the risk service', () => {
  let server: MailServer;
  let admin: AdminApi;
  const risk = new SlowRiskService();

  beforeAll(async () => {
    const override = (builder: TestingModuleBuilder) => builder.overrideProvider(RiskService).useValue(risk);
    server = await createMailServer({ override });
    admin = new AdminApi(server, (await signInAdministrator(server)).options);
  });

  afterAll(() => server.close());

  type Someone = Awaited<ReturnType<typeof addUser>>;
  const login = ({ username }: Someone, password = PASSWORD) => server.api.login(username, { password });
  const liveOf = ({ userId }: Someone) =>
    server.rows.count('sessions', "cupid = $1 AND status = 'ACTIVE'", [userId]);

  /** Begins a login, has something happen while it waits, and lets it go on. */
  async function overtake(person: Someone, meanwhile: () => Promise<ApiResponse>): Promise<ApiResponse> {
    server.clock.advance(1);
    const { isAsked, letGo } = risk.holdUp(person.username);
    const waiting = login(person);
    await isAsked;
    const { status } = await meanwhile();
    expect([200, 204]).toContain(status);
    letGo();
    return waiting;
  }

  const reset = async ({ email }: Someone) => {
    await server.api.post('/auth/reset-password', { email });
    const token = await server.tokenFor(email);
    const body = { token, password: NEW_PASSWORD, password_confirmation: NEW_PASSWORD };
    return server.api.post('/auth/reset-password/confirm', body);
  };
  /** From a session that the person has had before. */
  const byThemselves = async (person: Someone, path: string, body: object) => {
    const { access_token: token } = (await login(person)).body;
    return server.api.post(path, body, { headers: { authorization: `Bearer ${token}` } });
  };

  const byOthers: Record<string, (person: Someone) => Promise<ApiResponse>> = {
    'has reset the password by mail': reset,
    'was locked by an administrator': ({ userId }) => admin.post(userId, 'lock', { reason: 'x' }),
    'was disabled by an administrator': ({ userId }) => admin.post(userId, 'disable', { reason: 'x' }),
    'was deleted by an administrator': ({ userId }) => admin.remove(userId),
    'was erased by an administrator': ({ userId }) => admin.post(userId, 'erase', { reason: 'x' }),
  };

  async function expectRefused(person: Someone, happen: () => Promise<ApiResponse>, others = 0) {
    const answer = await overtake(person, happen);
    expect(codeOf(answer)).toEqual(WRONG);
    const wrong = await server.api.login('nobody', { password: PASSWORD });
    const plain = ({ body }: ApiResponse) => ({ ...body, correlation_id: '', timestamp: '' });
    expect(plain(answer)).toEqual(plain(wrong));
    const whose = 'cupid = $1 AND context_id NOT IN (SELECT context_id FROM sessions WHERE cupid = $1)';
    expect(await server.rows.count('auth_contexts', whose, [person.userId])).toBe(0);
    expect(await liveOf(person)).toBe(others);
  }

  describe.each(Object.entries(byOthers))('while its person %s', (_what, happen) => {
    it('is refused like a wrong password', async () => {
      const person = await addUser(server);
      await expectRefused(person, () => happen(person));
    });

    it('is refused before a second door, too', async () => {
      const person = await addUser(server, { mfaRequired: true, pushRegistration: 'ENABLED' });
      await expectRefused(person, () => happen(person));
    });
  });

  it('is refused when its person changes the password elsewhere, where they stay signed in', async () => {
    const person = await addUser(server);
    const body = { current_password: PASSWORD, password: NEW_PASSWORD, password_confirmation: NEW_PASSWORD };
    await expectRefused(person, () => byThemselves(person, '/auth/change-password', body), 1);
  });

  it('is refused when its person leaves', async () => {
    const person = await addUser(server);
    await expectRefused(person, () => byThemselves(person, '/auth/me/deactivate', { password: PASSWORD }));
    const other = await addUser(server);
    const erase = async () => {
      const { access_token: token } = (await login(other)).body;
      const options = { headers: { authorization: `Bearer ${token}` } };
      return server.api.call('DELETE', '/auth/me', { password: PASSWORD }, options);
    };
    await expectRefused(other, erase);
  });

  it('leaves its evidence: the attempt, and a line in the audit trail', async () => {
    const person = await addUser(server);
    await overtake(person, () => admin.post(person.userId, 'lock', { reason: 'x' }));
    expect(await attemptsOf(server, person.userId)).toEqual(['REFUSED']);
    const [event] = await server.rows.select(
      "SELECT error_code, context_id FROM audit_logs WHERE cupid = $1 AND event_type = 'auth.login.refused'",
      [person.userId],
    );
    expect(event).toEqual({ error_code: 'CIAM_E01_01_001', context_id: null });
  });

  it('leaves no address of somebody who was erased', async () => {
    const person = await addUser(server);
    await overtake(person, () => admin.post(person.userId, 'erase', { reason: 'x' }));
    for (const [table, whose] of Object.entries({ auth_contexts: 'cupid', login_attempts: 'user_id' }))
      expect(
        await server.rows.count(table, `${whose} = $1 AND ip_address IS NOT NULL`, [person.userId]),
      ).toBe(0);
  });

  it('goes on when nothing of that has happened', async () => {
    const person = await addUser(server);
    const answer = await overtake(person, () =>
      admin.patch(person.userId, { version: 1, family_name: 'Stone' }),
    );
    expect(answer.status).toBe(201);
  });

  it('never outlives a lock, whichever of the two is first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = await addUser(server);
      const [answer] = await Promise.all([login(person), admin.post(person.userId, 'lock', { reason: 'x' })]);
      expect([201, 401, 423]).toContain(answer.status);
      expect(await liveOf(person)).toBe(0);
    }
  });
});
