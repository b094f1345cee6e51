import { addUser, AdminApi, PASSWORD, signInAdministrator } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { bearer } from './support/hand-offs.js';
import { createMailServer, type MailServer } from './support/mailbox.js';
import { addSessionsLike } from './support/many-rows.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';

/** One audit row each has more parameters together than one statement can have. */
const MANY = usesPostgres ? 4_200 : 2_100;
const NEW_PASSWORD = 'walrus pepper candle';

interface Somebody {
  readonly userId: string;
  readonly email: string;
  readonly accessToken: string;
}

describe('a person with thousands of live sessions', () => {
  let server: MailServer;
  let admin: AdminApi;

  beforeAll(async () => {
    server = await createMailServer();
    admin = new AdminApi(server, (await signInAdministrator(server)).options);
  });

  afterAll(() => server.close());

  async function somebody(): Promise<Somebody> {
    const { userId, username, email } = await addUser(server);
    const { body } = await server.api.login(username, { password: PASSWORD });
    await addSessionsLike(server, body.context_id, MANY);
    return { userId, email, accessToken: body.access_token };
  }

  async function reset({ email }: Somebody): Promise<ApiResponse> {
    await server.api.post('/auth/reset-password', { email });
    const token = await server.tokenFor(email);
    const passwords = { password: NEW_PASSWORD, password_confirmation: NEW_PASSWORD };
    return server.api.post('/auth/reset-password/confirm', { token, ...passwords });
  }

  const ways: Record<string, (person: Somebody) => Promise<ApiResponse>> = {
    'can sign out everywhere': ({ accessToken }) =>
      server.api.post('/auth/logout/all', {}, bearer(accessToken)),
    'can be locked': ({ userId }) => admin.post(userId, 'lock', { reason: 'stolen' }),
    'can have them ended': ({ userId }) => admin.post(userId, 'sessions/end'),
    'can have a new password': reset,
  };

  it.each(Object.entries(ways))(
    '%s, which ends all of them and tells the audit of each',
    async (_how, end) => {
      const person = await somebody();
      expect((await end(person)).status).toBe(200);
      const whose = [person.userId];
      expect(await server.rows.count('sessions', `cupid = $1 AND status = 'REVOKED'`, whose)).toBe(MANY + 1);
      const tokens = `status = 'ACTIVE' AND session_id IN (SELECT s.session_id FROM sessions s WHERE s.cupid = $1)`;
      expect(await server.rows.count('tokens', tokens, whose)).toBe(0);
      const events = `cupid = $1 AND event_type = 'session.revoked'`;
      expect(await server.rows.count('audit_logs', events, whose)).toBe(MANY + 1);
      expect((await server.api.get('/auth/sessions', bearer(person.accessToken))).status).toBe(401);
    },
    60_000,
  );

  it('does not cost a statement each', async () => {
    const person = await somebody();
    const counter = new StatementCounter(server);
    const sent = await counter.during(() => admin.post(person.userId, 'sessions/end'));
    counter.detach();
    expect(sent.filter((sql) => sql.includes('UPDATE tokens'))).toHaveLength(1);
    expect(sent.filter((sql) => sql.includes('INSERT INTO audit_logs')).length).toBeLessThanOrEqual(2);
  }, 60_000);
});
