import { addUser, createAccountServer, secretHash } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { RequestInvalid } from '../src/common/errors.js';
import type { NewUser } from '../src/modules/account/new-user.js';
import { UserService } from '../src/modules/account/user.service.js';

describe('the table of people', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createAccountServer();
  });

  afterAll(() => server.close());

  const create = (fields: NewUser) => server.app.get(UserService).create(fields, null, 'test');

  it('has an e-mail once, whatever its case, and a user name and a guid likewise', async () => {
    await addUser(server, { email: 'Once@Example.test', username: 'Once', guid: 'g-1' });
    expect(await create({ email: 'oNCE@example.TEST' })).toBeUndefined();
    expect(await create({ email: 'other@example.test', username: 'ONCE' })).toBeUndefined();
    expect(await create({ email: 'other@example.test', guid: 'g-1' })).toBeUndefined();
    expect(await create({ email: 'other@example.test' })).toBeDefined();
  });

  it('has ids that grow with time and are the cupid', async () => {
    const [first, second] = [await addUser(server), await addUser(server)];
    expect(first.userId).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(first.userId < second.userId).toBe(true);
  });

  it.each([
    ['email', { email: 'no address' }],
    ['email', { email: `${'x'.repeat(250)}@example.test` }],
    ['username', { email: 'a@example.test', username: 'b@example.test' }],
    ['username', { email: 'a@example.test', username: 'mask***' }],
    ['given_name', { email: 'a@example.test', givenName: 'x'.repeat(129) }],
    ['family_name', { email: 'a@example.test', familyName: 'a\u001fb' }],
    ['phones', { email: 'a@example.test', phones: [{ optionId: 1, phone: '0155', isVerified: true }] }],
    [
      'phones',
      { email: 'a@example.test', phones: [{ optionId: 7, phone: '+15550101234', isVerified: true }] },
    ],
  ])('takes no %s that could not be used: %j', async (field, fields) => {
    const refusal = await create(fields).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RequestInvalid);
    expect((refusal as RequestInvalid).details).toEqual([{ field, problem: 'cannot be taken' }]);
  });

  it.each([
    ['a status nobody knows', `status = 'GONE'`],
    ['a deletion without its time', `status = 'DELETED'`],
    ['a time of deletion without it', 'deleted_at = updated_at'],
    ['nobody’s e-mail', 'email_lookup = NULL'],
    ['less than no failures', 'failed_login_attempts = -1'],
    ['a negative level', 'kyc_level = -1'],
  ])('refuses %s, whoever writes it', async (_, change) => {
    const { userId } = await addUser(server);
    await expect(
      server.rows.execute(`UPDATE users SET ${change} WHERE user_id = $1`, [userId]),
    ).rejects.toThrow();
  });

  it('takes a person’s phones, password, roles and attempts along when a row is removed', async () => {
    const phones = [{ optionId: 1, phone: '+15550101234', isVerified: true }];
    const { userId, username } = await addUser(server, { phones }, await secretHash(server));
    await server.api.login(username, { password: 'wrong' });
    await server.rows.execute('DELETE FROM users WHERE user_id = $1', [userId]);
    for (const table of ['user_phones', 'credentials', 'login_attempts'])
      expect([table, await server.rows.count(table, 'user_id = $1', [userId])]).toEqual([table, 0]);
  });
});
