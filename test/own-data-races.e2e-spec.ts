import { addUser, createAccountServer, organisations, PASSWORD } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { bearer } from './support/hand-offs.js';

const ROUNDS = 5;

describe('a person who is erased while much else happens to them', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer();
  });

  afterAll(() => server.close());

  it('is erased once, whoever asks, and no session, token or whereabouts outlive it', async () => {
    const { api, rows } = server;
    const admin = await addUser(server);
    await organisations(server).grant(
      { userId: admin.userId, role: 'admin', accountId: null, expiresAt: null },
      'test',
    );
    const { body } = await api.login(admin.username, { password: PASSWORD });
    for (let round = 0; round < ROUNDS; round += 1) {
      const { username, userId } = await addUser(server);
      const mine = await api.login(username, { password: PASSWORD });
      const erase = () =>
        api.post(`/admin/users/${userId}/erase`, { reason: 'race' }, bearer(body.access_token as string));
      const refresh = () => api.refresh(mine.cookies.refresh_token?.value ?? '');
      const devices = () => api.get('/auth/devices', bearer(mine.body.access_token as string));
      const answers = await Promise.all([refresh(), erase(), refresh(), erase(), devices(), erase()]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect([answers[1]?.status, answers[3]?.status, answers[5]?.status]).toEqual([204, 204, 204]);
      expect(
        await rows.count('audit_logs', `event_type = 'account.user.erased' AND cupid = $1`, [userId]),
      ).toBe(1);
      expect(
        await rows.count('sessions', `cupid = $1 AND (status = 'ACTIVE' OR ip_address IS NOT NULL)`, [
          userId,
        ]),
      ).toBe(0);
      expect(
        await rows.count('tokens t JOIN sessions s ON s.session_id = t.session_id', 's.cupid = $1', [userId]),
      ).toBe(0);
      expect(await rows.count('users', 'user_id = $1 AND email IS NULL AND version = 2', [userId])).toBe(1);
    }
  });
});
