import { LetterQueue } from '../src/modules/account/letter-queue.js';
import { MailTokens } from '../src/modules/account/mail-tokens.js';
import { PasswordRecord } from '../src/modules/account/password-record.js';
import { UserChangeRepository } from '../src/modules/account/user-change.repository.js';
import { AdminApi, addUser, PASSWORD, signInAdministrator } from './support/accounts.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { holdUp } from './support/hold-up.js';
import { createMailServer, type MailServer } from './support/mailbox.js';
import { lockIsAwaited } from './support/rows.js';
import { until } from './support/server-process.js';
import { usesPostgres } from './support/test-config.js';

const VOID = [400, 'CIAM_E01_05_001'];

// On SQLite units queue, and none waits for a row of another.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('two who write a person and their links', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await createMailServer();
  });

  afterAll(() => server.close());

  const passwords = (password: string) => ({ password, password_confirmation: password });
  const aWaiter = () => until('somebody waits for a row', () => lockIsAwaited(server));

  it('wait one for the other, not in a ring: a reset and a change of the password', async () => {
    const { api, app } = server;
    const { email, username } = await addUser(server);
    const { body } = await api.login(username, { password: PASSWORD });
    await api.post('/auth/reset-password', { email });
    const link = { token: await server.tokenFor(email), ...passwords('walrus pepper candle') };
    const resetting = holdUp(app.get(PasswordRecord), 'reset', 'before');
    const changing = holdUp(app.get(MailTokens), 'voidResets', 'before');
    const reset = api.post('/auth/reset-password/confirm', link);
    await resetting.isReached;
    const wish = { current_password: PASSWORD, ...passwords('marble violin harbour') };
    const change = api.post('/auth/change-password', wish, bearer(body.access_token));
    await changing.isReached;
    resetting.letGo();
    await aWaiter();
    changing.letGo();
    expect((await change).status).toBe(200);
    expect(codeOf(await reset)).toEqual(VOID);
    expect((await api.login(username, { password: 'marble violin harbour' })).status).toBe(201);
  });

  it('wait one for the other, not in a ring: a verification and an erasure', async () => {
    const { api, app } = server;
    const admin = new AdminApi(server, (await signInAdministrator(server)).options);
    const { email, userId } = await addUser(server, { status: 'PENDING', isEmailVerified: false });
    await api.post('/auth/verify-email/resend', { email });
    const token = await server.tokenFor(email);
    const verifying = holdUp(app.get(UserChangeRepository), 'verifyEmail', 'before');
    const erasing = holdUp(app.get(LetterQueue), 'discardOf', 'before');
    const verification = api.post('/auth/verify-email', { token });
    await verifying.isReached;
    const erasure = admin.post(userId, 'erase', { reason: 'x' });
    await erasing.isReached;
    verifying.letGo();
    await aWaiter();
    erasing.letGo();
    expect((await erasure).status).toBe(204);
    expect(codeOf(await verification)).toEqual(VOID);
    expect(await server.rows.count('users', "user_id = $1 AND status = 'DELETED'", [userId])).toBe(1);
  });
});
