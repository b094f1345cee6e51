import { addUser, PASSWORD, PHONES } from './support/accounts.js';
import type { ApiResponse } from './support/api.js';
import { createMailServer, type MailServer } from './support/mailbox.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const STALE = [409, 'CIAM_E01_05_003'];

describe('what is known of a person', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await createMailServer();
  });

  afterAll(() => server.close());

  async function signedIn(fields: object = {}) {
    const user = await addUser(server, { givenName: 'Ann', familyName: 'Smith', ...fields });
    const { body } = await server.api.login(user.username, { password: PASSWORD });
    const options = { headers: { authorization: `Bearer ${body.access_token}` } };
    return {
      user,
      read: () => server.api.get('/auth/me', options),
      change: (payload: object) => server.api.call('PATCH', '/auth/me', payload, options),
    };
  }

  it('is changed by them field by field, and what is left out stays', async () => {
    const { read, change } = await signedIn();
    const version = Number((await read()).body.version);
    const renamed = await change({ version, given_name: 'Anna' });
    expect([renamed.status, renamed.body]).toMatchObject([
      200,
      { given_name: 'Anna', family_name: 'Smith', version: version + 1 },
    ]);
    const moved = await change({ version: version + 1, phone: '+15550107777' });
    expect(moved.body).toMatchObject({
      given_name: 'Anna',
      phones: [{ mfa_option_id: 1, phone: '+15550107777', verified: false }],
    });
    expect((await read()).body).toEqual(moved.body);
  });

  it('is not changed from a version that is no longer the newest', async () => {
    const { read, change } = await signedIn();
    const { version } = (await read()).body;
    await change({ version, family_name: 'Jones' });
    expect(codeOf(await change({ version, family_name: 'Miller' }))).toEqual(STALE);
    expect((await read()).body.family_name).toBe('Jones');
  });

  it('is changed once by ten changes of one version at once: none is lost silently', async () => {
    const { read, change } = await signedIn();
    const { version } = (await read()).body;
    const names = Array.from({ length: 10 }, (_, index) => `Name ${index}`);
    const answers = await Promise.all(names.map((given_name) => change({ version, given_name })));
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200).map(codeOf)).toEqual(Array(9).fill(STALE));
    expect((await read()).body).toEqual(done[0]?.body);
  });

  it('keeps a verified number, and everything else of a change that asks for another', async () => {
    const { read, change } = await signedIn({ phones: PHONES });
    const before = (await read()).body;
    const answer = await change({ version: before.version, given_name: 'Anna', phone: '+15550107777' });
    expect([answer.status, answer.body.details]).toEqual([
      400,
      [{ field: 'phone', problem: 'is verified already; only an administrator can replace it' }],
    ]);
    expect((await read()).body).toEqual(before);
  });

  it('is audited by the names of the fields, without what they hold', async () => {
    const { user, read, change } = await signedIn();
    const { version } = (await read()).body;
    await change({ version, given_name: 'Unmistakable', phone: '+15550107777' });
    const [row] = await server.rows.select(
      "SELECT * FROM audit_logs WHERE cupid = $1 AND event_type = 'account.user.changed'",
      [user.userId],
    );
    const text = JSON.stringify(row);
    expect(text).toContain('given_name');
    expect(text).not.toContain('Unmistakable');
    expect(text).not.toContain('15550107777');
  });

  it('holds no hash', async () => {
    const { read } = await signedIn();
    expect((await read()).text).not.toContain('argon2');
  });

  it('needs a version and takes no faulty field', async () => {
    const { change } = await signedIn();
    expect(codeOf(await change({ given_name: 'Anna' }))).toEqual([400, 'CIAM_E01_05_001']);
    expect(codeOf(await change({ version: 1, phone: '12' }))).toEqual([400, 'CIAM_E01_05_001']);
    expect(codeOf(await change({ version: 1, given_name: 'A\nB' }))).toEqual([400, 'CIAM_E01_05_001']);
  });
});
