import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bindDevice, newPerson, passMfa } from './support/walk.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const next = ({ status, body }: ApiResponse) => [status, body.response_type_code];
const PHONE = { drs_action_token: 'my phone' };

describe('binding a device', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const somebody = async () => (await newPerson(server, 'mfauser')).username;
  const devicesOf = async (username: string) => {
    const person = await server.directory.authenticate(username, 'password');
    return server.rows.select('SELECT * FROM trusted_devices WHERE cupid = $1', [person?.cupid]);
  };

  /** A login that is offered to bind the device it names. */
  async function offer(
    username: string,
    extra: object = PHONE,
  ): Promise<{ login: ApiResponse; offered: ApiResponse }> {
    const login = await server.api.login(username, extra);
    return { login, offered: await passMfa(server.api, login) };
  }

  it('is offered after the second factor when the login names a device', async () => {
    const { login, offered } = await offer(await somebody());
    expect(offered.status).toBe(200);
    expect(offered.body).toEqual({
      response_type_code: 'DEVICE_BIND_REQUIRED',
      context_id: login.body.context_id,
      transaction_id: expect.any(String),
    });
    expect(offered.headers['set-cookie']).toBeUndefined();
  });

  it('is not offered where no device is named', async () => {
    const { offered } = await offer(await somebody(), {});
    expect(next(offered)).toEqual([201, 'SUCCESS']);
  });

  it('is not offered after the password alone', async () => {
    expect(next(await server.api.login('testuser', PHONE))).toEqual([201, 'SUCCESS']);
  });

  it('completes the login either way', async () => {
    const { api } = server;
    const username = await somebody();
    for (const bind of [false, true]) {
      const { login, offered } = await offer(username);
      const answer = await api.bind(ids(login, offered), bind);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        response_type_code: 'SUCCESS',
        access_token: expect.any(String),
        id_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 900,
        ...ids(login, offered),
        device_bound: bind,
      });
      expect(answer.cookies.refresh_token).toBeDefined();
    }
  });

  it('has the same device skip the second factor at the next login, never the password', async () => {
    const { api } = server;
    const username = await somebody();
    await bindDevice(api, username, PHONE);
    const again = await api.login(username, PHONE);
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({ response_type_code: 'SUCCESS', device_bound: true });
    expect(codeOf(await api.login(username, { ...PHONE, password: 'wrong' }))).toEqual([
      401,
      'CIAM_E01_01_001',
    ]);
  });

  it('trusts no other device, and none where none is named', async () => {
    const { api } = server;
    const username = await somebody();
    await bindDevice(api, username, PHONE);
    for (const extra of [{ drs_action_token: 'another phone' }, {}])
      expect(next(await api.login(username, extra))).toEqual([200, 'MFA_REQUIRED']);
  });

  it('trusts the device for one person in one app', async () => {
    const { api } = server;
    const [username, other] = [await somebody(), await somebody()];
    const inApp = { ...PHONE, app_id: 'bank' };
    await bindDevice(api, username, inApp);
    expect((await api.login(username, inApp)).status).toBe(201);
    expect((await api.login(other, inApp)).status).toBe(200);
    expect((await api.login(username, { ...PHONE, app_id: 'shop' })).status).toBe(200);
    expect((await api.login(username, PHONE)).status).toBe(200);
  });

  it('that was declined leaves no device, and is offered again', async () => {
    const { api } = server;
    const username = await somebody();
    const { login, offered } = await offer(username);
    await api.bind(ids(login, offered), false);
    expect(await devicesOf(username)).toEqual([]);
    expect(next((await offer(username)).offered)).toEqual([200, 'DEVICE_BIND_REQUIRED']);
  });

  it('leaves the device with its app, its times and no name in clear', async () => {
    const { clock } = server;
    const username = await somebody();
    await bindDevice(server.api, username, { ...PHONE, app_id: 'bank', app_version: '1.2' });
    const [device, ...others] = await devicesOf(username);
    expect(others).toEqual([]);
    expect(device).toMatchObject({
      status: 'TRUSTED',
      app_id: 'bank',
      app_version: '1.2',
      device_fingerprint_hash: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(JSON.stringify(device)).not.toContain('my phone');
    const ninetyDays = 90 * 24 * 60 * 60 * 1000;
    const end = new Date(clock.now().getTime() + ninetyDays).toISOString().slice(0, 10);
    expect(JSON.stringify(device?.expires_at)).toContain(end);
  });

  it('that is done twice leaves one device', async () => {
    const { api } = server;
    const username = await somebody();
    const [first, second] = [await offer(username), await offer(username)];
    for (const { login, offered } of [first, second])
      expect((await api.bind(ids(login, offered))).body.device_bound).toBe(true);
    expect(await devicesOf(username)).toHaveLength(1);
  });

  it('works once', async () => {
    const { api, rows } = server;
    const { login, offered } = await offer(await somebody());
    await api.bind(ids(login, offered), false);
    for (const replay of [
      await api.bind(ids(login, offered), true),
      await api.bind(ids(login, offered), false),
    ])
      expect(codeOf(replay)).toEqual([400, 'CIAM_E01_03_003']);
    expect(await rows.count('tokens', 'session_id = $1', [login.body.context_id])).toBe(3);
  });

  it('has five minutes, and no more', async () => {
    const { api, clock } = server;
    const inTime = await offer(await somebody());
    clock.advance(299.999);
    expect((await api.bind(ids(inTime.login, inTime.offered))).status).toBe(200);
    const { login, offered } = await offer(await somebody());
    clock.advance(300);
    const late = await api.bind(ids(login, offered));
    expect(late.status).toBe(410);
    expect(late.body).toMatchObject({ error_code: 'CIAM_E01_03_002', transaction_status: 'EXPIRED' });
  });

  it.each([undefined, null, 'true', 1])('needs a yes or a no, not %p', async (bind_device) => {
    const { login, offered } = await offer(await somebody());
    const answer = await server.api.post('/auth/device/bind', { ...ids(login, offered), bind_device });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(answer.body.details).toEqual([{ field: 'bind_device', problem: expect.any(String) }]);
  });

  it('takes no transaction of another kind or another login', async () => {
    const { api } = server;
    const [mine, another] = [await offer(await somebody()), await offer(await somebody())];
    const foreign = { ...ids(mine.offered), context_id: another.login.body.context_id };
    const pending = await api.login('mfauser');
    const wrong = [
      await api.bind(foreign),
      await api.bind(ids(pending)),
      await api.accept(ids(mine.offered)),
    ];
    for (const answer of [
      ...wrong,
      await api.verify(ids(mine.offered)),
      await api.initiate(ids(mine.offered)),
    ])
      expect(codeOf(answer)).toEqual([404, 'CIAM_E01_03_001']);
    expect((await api.bind(ids(mine.offered))).status).toBe(200);
  });
});
