import { CrossAppArchiveRepository } from '../src/modules/cross-app-session/cross-app-archive.repository.js';
import { CrossAppArchiveService } from '../src/modules/cross-app-session/cross-app-archive.service.js';
import { PersonalTables } from '../src/database/personal-tables.js';
import {
  AdminApi,
  addUser,
  createAccountServer,
  organisations,
  PASSWORD,
  signInAdministrator,
} from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { bearer, tokenFor } from './support/hand-offs.js';
import { holdUp } from './support/hold-up.js';
import { lockIsAwaited } from './support/rows.js';
import { until } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

const ROUNDS = 5;
const MONTH = 31 * 86_400;

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

  async function withOldHandOff() {
    const { username, userId } = await addUser(server);
    const { body } = await server.api.login(username, { password: PASSWORD });
    await tokenFor(server.api, body.access_token as string, { state: 'for them' });
    server.clock.advance(MONTH);
    const admin = new AdminApi(server, (await signInAdministrator(server)).options);
    return { userId, erase: () => admin.post(userId, 'erase', { reason: 'race' }) };
  }

  const told = (table: string, userId: string) =>
    server.rows.select(`SELECT state, ip_address, user_agent FROM ${table} WHERE user_id = $1`, [userId]);
  const NOTHING = { state: null, ip_address: null, user_agent: null };

  // On SQLite units queue: nothing happens between two statements of a job.
  const onPostgres = usesPostgres ? it : it.skip;

  onPostgres('leaves no state and no whereabouts in the archive that is being filled', async () => {
    const { userId, erase } = await withOldHandOff();
    const copying = holdUp(server.app.get(CrossAppArchiveRepository), 'copy', 'after');
    const job = server.app.get(CrossAppArchiveService).archiveBatch();
    await copying.isReached;
    let isErased = false;
    const erasure = erase().finally(() => (isErased = true));
    await until('the erasure waits or is done', async () => isErased || (await lockIsAwaited(server)));
    copying.letGo();
    expect(await job).toBe(1);
    expect((await erasure).status).toBe(204);
    expect(await told('cross_app_sessions_archive', userId)).toEqual([NOTHING]);
    expect(await told('cross_app_sessions', userId)).toEqual([]);
  });

  onPostgres('is waited for by no archive: what is being erased is moved by a later batch', async () => {
    const archive = server.app.get(CrossAppArchiveService);
    const { userId, erase } = await withOldHandOff();
    const erasing = holdUp(server.app.get(PersonalTables), 'erase', 'after');
    const erasure = erase();
    await erasing.isReached;
    expect(await archive.archiveBatch()).toBe(0);
    erasing.letGo();
    expect((await erasure).status).toBe(204);
    expect(await archive.archiveBatch()).toBe(1);
    expect(await told('cross_app_sessions_archive', userId)).toEqual([NOTHING]);
  });
});
