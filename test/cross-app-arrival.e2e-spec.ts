import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import {
  accountsOf,
  asApp,
  bearer,
  codeOf,
  may,
  NO_HAND_OFF,
  tokenFor,
  validate,
  visitor,
} from './support/hand-offs.js';

const UNKNOWN = 'f'.repeat(64);

describe('arriving at the target app', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  async function handOff(body: object = {}) {
    const who = await visitor(server);
    return { ...who, token: await tokenFor(server.api, who.accessToken, body) };
  }

  async function arrived(body: object = {}) {
    const who = await handOff(body);
    expect((await validate(server.api, who.token)).status).toBe(200);
    return who;
  }

  it('tells who arrives, with which account and which state', async () => {
    const { token, person } = await handOff({ account_id: 'acc-1002', state: 'visitor ⑦ "&' });
    const answer = await validate(server.api, token);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      user_id: person.cupid,
      email: person.email,
      name: 'testuser Simulated',
      account_id: 'acc-1002',
      state: 'visitor ⑦ "&',
    });
  });

  it('has a null state where none was given', async () => {
    const { token } = await handOff();
    expect((await validate(server.api, token)).body.state).toBeNull();
  });

  it('succeeds once', async () => {
    const { token } = await handOff();
    expect((await validate(server.api, token)).status).toBe(200);
    expect(codeOf(await validate(server.api, token))).toEqual(NO_HAND_OFF);
  });

  it('succeeds once of a hundred at the same time', async () => {
    const { token, sessionId } = await handOff();
    const attempts = Array.from({ length: 100 }, () => validate(server.api, token));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(99).fill(404)]);
    const used = `event_type = 'cross_app.used' AND session_id = $1`;
    expect(await server.rows.count('audit_logs', used, [sessionId])).toBe(1);
  });

  it('is over when the token has expired', async () => {
    const { token } = await handOff();
    server.clock.advance(899);
    const { token: early } = await handOff();
    server.clock.advance(1);
    expect(codeOf(await validate(server.api, token))).toEqual(NO_HAND_OFF);
    expect((await validate(server.api, early)).status).toBe(200);
  });

  it('does not know a token that nobody made', async () => {
    expect(codeOf(await validate(server.api, UNKNOWN))).toEqual(NO_HAND_OFF);
  });

  it.each([undefined, 'short', 'F'.repeat(64), 7, 'g'.repeat(64), `${'f'.repeat(64)}\n`])(
    'refuses %j for a token',
    async (session_token) => {
      const answer = await server.api.post('/cross-app/validate-session', { session_token }, asApp());
      expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
      expect(answer.body.details[0].field).toBe('session_token');
    },
  );

  it('refuses an app without its secret, and leaves the token good', async () => {
    const { token, accessToken } = await handOff();
    const post = (path: string, options = {}) =>
      server.api.post(`/cross-app/${path}`, { session_token: token, permission: 'events:read' }, options);
    for (const path of ['validate-session', 'validate-permission'])
      for (const options of [{}, asApp('wrong'), asApp(''), bearer(accessToken)])
        expect(codeOf(await post(path, options))).toEqual([401, 'CIAM_E04_00_010']);
    expect(codeOf(await accountsOf(server.api, token, 'wrong'))).toEqual([401, 'CIAM_E04_00_010']);
    expect((await validate(server.api, token)).status).toBe(200);
  });

  it('lists the accounts without their permissions', async () => {
    const { token } = await arrived();
    const answer = await accountsOf(server.api, token);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accounts: [
        { id: 'acc-1001', name: 'Tuvens Live', slug: 'tuvens-live' },
        { id: 'acc-1002', name: 'Harbour Nights', slug: 'harbour-nights' },
      ],
    });
  });

  it('knows the permissions of the account of the hand-off, and of no other', async () => {
    const first = await arrived({ account_id: 'acc-1001' });
    const second = await arrived({ account_id: 'acc-1002' });
    const answers = [
      await may(server.api, first.token, 'events:write'),
      await may(server.api, second.token, 'events:write'),
      await may(server.api, second.token, 'events:read'),
    ];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { has_permission: true }],
      [200, { has_permission: false }],
      [200, { has_permission: true }],
    ]);
  });

  it('knows a permission for one resource alone', async () => {
    const account = { id: 'acc-1', name: 'One', slug: 'one', permissions: ['tickets:sell:event-5'] };
    const { accessToken } = await visitor(server, { accounts: [account] });
    const token = await tokenFor(server.api, accessToken);
    await validate(server.api, token);
    const has = async (more: object) =>
      (await may(server.api, token, 'tickets:sell', more)).body.has_permission;
    expect(await has({ resource_id: 'event-5' })).toBe(true);
    expect(await has({ resource_id: 'event-6' })).toBe(false);
    expect(await has({})).toBe(false);
  });

  it('answers the further questions only after the validation, and until the token expires', async () => {
    const { token } = await handOff();
    const ask = async () => [
      codeOf(await accountsOf(server.api, token)),
      codeOf(await may(server.api, token)),
    ];
    const good = [200, undefined];
    expect(await ask()).toEqual([NO_HAND_OFF, NO_HAND_OFF]);
    await validate(server.api, token);
    expect(await ask()).toEqual([good, good]);
    server.clock.advance(899);
    expect(await ask()).toEqual([good, good]);
    server.clock.advance(1);
    expect(await ask()).toEqual([NO_HAND_OFF, NO_HAND_OFF]);
  });

  it('leaves an audit row for every question that is refused', async () => {
    const refusals = async () => server.rows.count('audit_logs', `event_type = 'cross_app.refused'`);
    const { token, person } = await handOff();
    let before = await refusals();
    const expectRecorded = async (answer: ApiResponse) => {
      expect(codeOf(answer)).toEqual(NO_HAND_OFF);
      expect(await refusals()).toBe((before += 1));
    };
    await expectRecorded(await accountsOf(server.api, token));
    await expectRecorded(await may(server.api, token));
    await expectRecorded(await validate(server.api, UNKNOWN));
    expect((await validate(server.api, token)).status).toBe(200);
    await expectRecorded(await validate(server.api, token));
    server.directory.put({ ...person, standing: 'DISABLED' });
    await expectRecorded(await accountsOf(server.api, token));
    await expectRecorded(await may(server.api, token));
    const named = `event_type = 'cross_app.refused' AND cupid = $1`;
    expect(await server.rows.count('audit_logs', named, [person.cupid])).toBe(2);
  });

  it('takes the token of the accounts from its header alone', async () => {
    const { token } = await arrived();
    const inUrl = await server.api.get(`/cross-app/user-accounts?session_token=${token}`, asApp());
    expect(codeOf(inUrl)).toEqual(NO_HAND_OFF);
    expect(codeOf(await accountsOf(server.api, 'nonsense'))).toEqual(NO_HAND_OFF);
  });

  it.each([{}, { permission: '' }, { permission: 7 }, { permission: 'x'.repeat(129) }])(
    'refuses a question for %j',
    async (question) => {
      const body = { session_token: UNKNOWN, ...question };
      const answer = await server.api.post('/cross-app/validate-permission', body, asApp());
      expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    },
  );
});
