import { decodeJwt } from 'jose';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { User } from '../src/modules/account/user.entity.js';
import { UserService } from '../src/modules/account/user.service.js';
import { addUser, createAccountServer, PASSWORD } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { addWholePerson, BEHIND_PROXY, PERSONAL, visitEverything } from './support/own-data.js';
import { SEALED } from './support/seal-keys.js';
import { tracesIn } from './support/traces.js';

describe('personal data with keys', () => {
  let server: TestServer;
  let cupid: string;

  beforeAll(async () => {
    server = await createAccountServer({ env: { ...SEALED, ...BEHIND_PROXY } });
    cupid = await addWholePerson(server);
    await visitEverything(server, cupid);
  });

  afterAll(() => server.close());

  const columnOf = async (column: string, userId = cupid) => {
    const [row] = await server.rows.select(`SELECT ${column} AS v FROM users WHERE user_id = $1`, [userId]);
    return row?.v as string;
  };

  it('stand in no row of any table after a walk through everything: not in clear, folded, hexadecimal or base64', async () => {
    const dump = await server.rows.dump();
    expect(dump).toContain(cupid);
    expect(await server.rows.count('tokens')).toBeGreaterThan(5);
    const { deviceName, ...rest } = PERSONAL;
    expect(tracesIn(dump.replaceAll('for Quillfeather', ''), { ...rest, deviceName })).toEqual([]);
  });

  it('would be found there: the search finds them without keys', async () => {
    const plain = await createAccountServer({
      env: { ...BEHIND_PROXY, PII_ENCRYPTION_KEYS: '', PII_INDEX_KEYS: '' },
    });
    const userId = await addWholePerson(plain);
    await visitEverything(plain, userId);
    const found = tracesIn(await plain.rows.dump(), PERSONAL).map((trace) => trace.split(' as ')[0]);
    await plain.close();
    expect([...new Set(found)].sort()).toEqual(Object.keys(PERSONAL).sort());
  });

  it('are in the tokens and answers as they are', async () => {
    const { body } = await walkChainAgain();
    expect(decodeJwt(body.id_token as string)).toMatchObject({
      email: PERSONAL.email,
      given_name: PERSONAL.givenName,
      family_name: PERSONAL.familyName,
      preferred_username: PERSONAL.username,
    });
  });

  const walkChainAgain = () =>
    server.api.post('/auth/login', {
      username: PERSONAL.email.toUpperCase(),
      password: PASSWORD,
      drs_action_token: 'a phone',
    });

  it('send a code to the number that is sealed, of which the answer has four digits', async () => {
    const login = await server.api.login(PERSONAL.username, {
      password: PASSWORD,
      drs_action_token: 'elsewhere',
    });
    expect(login.body.otp_methods).toEqual([{ value: '3847', mfa_option_id: 1 }]);
  });

  it('are taken once, in upper or lower case, though no row can be read', async () => {
    const create = (fields: object) =>
      server.app.get(UserService).create({ email: 'new@example.test', ...fields }, null, 'test');
    expect(await create({ email: PERSONAL.email.toUpperCase() })).toBeUndefined();
    expect(await create({ username: PERSONAL.username.toUpperCase() })).toBeUndefined();
    expect(await create({})).toBeDefined();
  });

  it.each(['email', 'username', 'given_name', 'family_name'])(
    'cannot be moved to another row: %s',
    async (column) => {
      const names = { givenName: 'Bob', familyName: 'Baker' };
      const other = await addUser(server, names);
      const stolen = await columnOf(column, other.userId);
      const own = await columnOf(column);
      await server.rows.execute(`UPDATE users SET ${column} = '${stolen}' WHERE user_id = $1`, [cupid]);
      const answer = await walkChainAgain();
      await server.rows.execute(`UPDATE users SET ${column} = '${own}' WHERE user_id = $1`, [cupid]);
      expect([answer.status, answer.body.error_code]).toEqual([500, 'CIAM_E05_00_001']);
    },
  );

  it('cannot be moved to another column, nor put there in clear', async () => {
    const own = await columnOf('email');
    for (const forged of [await columnOf('family_name'), 'mallory@example.test']) {
      await server.rows.execute(`UPDATE users SET email = '${forged}' WHERE user_id = $1`, [cupid]);
      expect((await walkChainAgain()).status).toBe(500);
    }
    await server.rows.execute(`UPDATE users SET email = '${own}' WHERE user_id = $1`, [cupid]);
    expect((await walkChainAgain()).status).toBe(201);
  });

  it('fit their columns at their longest', async () => {
    const longest = '\u{1F600}'.repeat(128);
    const email = `${'é'.repeat(32)}@${'x'.repeat(184)}.test`;
    expect(Buffer.byteLength(email)).toBe(254);
    const names = { username: longest, givenName: longest, familyName: longest };
    const user = await addUser(server, { ...names, email });
    const { body } = await server.api.login(email, { password: PASSWORD });
    expect(decodeJwt(body.id_token as string)).toMatchObject({
      email,
      preferred_username: longest,
      given_name: longest,
    });
    for (const [column, limit] of Object.entries({ username: 1024, email: 512, given_name: 1024 }))
      expect((await columnOf(column, user.userId)).length).toBeLessThanOrEqual(limit);
  });

  it('get past the seals by no statement written by hand, and by no repository of TypeORM', async () => {
    const unitOfWork = server.app.get(UnitOfWork);
    const update = (value: unknown) =>
      unitOfWork.run(() =>
        unitOfWork.query('UPDATE users SET given_name = $2, updated_at = updated_at WHERE user_id = $1', [
          cupid,
          value,
        ]),
      );
    await expect(update('Xaveria')).rejects.toThrow('users.given_name is a sealed column');
    await update(unitOfWork.sealsOf(User).seal('givenName', 'Xaveria', { userId: cupid }));
    await expect(unitOfWork.read(() => Promise.resolve(unitOfWork.repository(User)))).rejects.toThrow(
      'sealed columns',
    );
    expect(decodeJwt((await walkChainAgain()).body.id_token as string)).toMatchObject({
      given_name: 'Xaveria',
    });
  });
});
