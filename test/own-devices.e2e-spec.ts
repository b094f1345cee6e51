import { EsignService } from '../src/modules/esign/esign.service.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { holdUp } from './support/hold-up.js';
import { bindDevice, newPerson } from './support/walk.js';

const PHONE = { drs_action_token: 'my phone' };
const LAPTOP = { drs_action_token: 'my laptop' };
const NO_DEVICE = [404, 'CIAM_E01_05_004'];
const DAY = 86_400;

interface Device {
  readonly device_id: string;
  readonly current: boolean;
  readonly device_name: string | null;
}

describe('one’s own devices', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const somebody = async () => (await newPerson(server, 'mfauser')).username;
  /** The next login comes as far as the documents, and waits. */
  const holdUpLogin = () => holdUp(server.app.get(EsignService), 'firstUnsigned', 'before');
  const call = (token: string, method: string, id: string, body?: object) =>
    server.api.call(method, `/auth/devices/${encodeURIComponent(id)}`, body, bearer(token));
  const list = async (token: string): Promise<Device[]> =>
    (await server.api.get('/auth/devices', bearer(token))).body.devices;

  /** A person on a device that they trust. */
  async function trusting(device = PHONE) {
    const person = await newPerson(server, 'mfauser');
    const { username } = person;
    const token: string = (await bindDevice(server.api, username, device)).body.access_token;
    const [own] = await list(token);
    return { person, username, token, deviceId: own?.device_id ?? '' };
  }

  const next = ({ body }: ApiResponse): string => body.response_type_code;

  it('are listed with the current one marked', async () => {
    const username = await somebody();
    const since = server.clock.now();
    const ends = new Date(since.getTime() + 90 * DAY * 1000).toISOString();
    await bindDevice(server.api, username, PHONE);
    const { body } = await bindDevice(server.api, username, LAPTOP);
    const devices = await list(body.access_token);
    const one = (current: boolean) => ({
      device_id: expect.stringMatching(/^[\da-f-]{36}$/),
      device_name: null,
      device_type: null,
      current,
      trusted_at: since.toISOString(),
      last_used_at: since.toISOString(),
      expires_at: ends,
    });
    expect(devices).toHaveLength(2);
    expect(devices).toEqual(expect.arrayContaining([one(true), one(false)]));
  });

  it('show when they were last used', async () => {
    const { username } = await trusting();
    server.clock.advance(DAY);
    const { body } = await server.api.login(username, PHONE);
    const now = server.clock.now().getTime();
    expect(await list(body.access_token)).toEqual([
      expect.objectContaining({
        trusted_at: new Date(now - DAY * 1000).toISOString(),
        last_used_at: new Date(now).toISOString(),
        expires_at: new Date(now + 90 * DAY * 1000).toISOString(),
        current: true,
      }),
    ]);
  });

  it('are not listed once their trust has run out', async () => {
    const { username } = await trusting();
    server.clock.advance(90 * DAY);
    const { body } = await bindDevice(server.api, username, LAPTOP);
    expect(await list(body.access_token)).toHaveLength(1);
  });

  it('are renamed', async () => {
    const { token, deviceId } = await trusting();
    const answer = await call(token, 'PATCH', deviceId, { device_name: 'Zoë’s 📱' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ device_id: deviceId, device_name: 'Zoë’s 📱', current: true });
    expect(await list(token)).toEqual([answer.body]);
  });

  it.each([
    {},
    { device_name: '' },
    { device_name: 7 },
    { device_name: 'x'.repeat(129) },
    { device_name: 'a\u0000' },
  ])('are not renamed by %j', async (body) => {
    const { token, deviceId } = await trusting();
    const answer = await call(token, 'PATCH', deviceId, body);
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect(answer.body.details[0].field).toBe('device_name');
    expect((await list(token))[0]?.device_name).toBeNull();
  });

  it('are removed, and need the second factor again', async () => {
    const { username, token, deviceId } = await trusting();
    expect(next(await server.api.login(username, PHONE))).toBe('SUCCESS');
    const answer = await call(token, 'DELETE', deviceId);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await list(token)).toEqual([]);
    expect(next(await server.api.login(username, PHONE))).toBe('MFA_REQUIRED');
    const sql = 'SELECT status, revoke_reason FROM trusted_devices WHERE device_id = $1';
    expect(await server.rows.select(sql, [deviceId])).toEqual([
      { status: 'REVOKED', revoke_reason: 'USER_REMOVED' },
    ]);
  });

  it('spare nobody the second factor who is on the way in while they are removed', async () => {
    const { username, token, deviceId } = await trusting();
    const { isReached, letGo } = holdUpLogin();
    const login = server.api.login(username, PHONE);
    await isReached;
    expect((await call(token, 'DELETE', deviceId)).status).toBe(204);
    letGo();
    expect(codeOf(await login)).toEqual([401, 'CIAM_E01_01_001']);
    expect(next(await server.api.login(username, PHONE))).toBe('MFA_REQUIRED');
  });

  it('spare it nobody either who waits at a later door meanwhile', async () => {
    const { person, username, token, deviceId } = await trusting();
    server.directory.put({ ...person, audiences: ['newsletter'] });
    const login = await server.api.login(username, PHONE);
    expect(next(login)).toBe('ESIGN_REQUIRED');
    await call(token, 'DELETE', deviceId);
    const refusal = await server.api.accept(ids(login), 'privacy-v1-2025');
    expect(codeOf(refusal)).toEqual([400, 'CIAM_E01_03_003']);
    expect(await server.rows.count('sessions', 'session_id = $1', [login.body.context_id])).toBe(0);
  });

  it('keep nobody out who needs no second factor', async () => {
    const { person, username, token, deviceId } = await trusting();
    server.directory.put({ ...person, mfaRequired: false });
    const { isReached, letGo } = holdUpLogin();
    const login = server.api.login(username, PHONE);
    await isReached;
    await call(token, 'DELETE', deviceId);
    letGo();
    expect(next(await login)).toBe('SUCCESS');
  });

  it('are removed one at a time', async () => {
    const { username, token, deviceId } = await trusting();
    await bindDevice(server.api, username, LAPTOP);
    await call(token, 'DELETE', deviceId);
    expect(next(await server.api.login(username, LAPTOP))).toBe('SUCCESS');
  });

  it('are gone when they are removed: neither name nor second removal', async () => {
    const { token, deviceId } = await trusting();
    await call(token, 'DELETE', deviceId);
    expect(codeOf(await call(token, 'DELETE', deviceId))).toEqual(NO_DEVICE);
    expect(codeOf(await call(token, 'PATCH', deviceId, { device_name: 'x' }))).toEqual(NO_DEVICE);
  });

  it('are nobody else’s', async () => {
    const [victim, attacker] = [await trusting(), await trusting()];
    expect(codeOf(await call(attacker.token, 'PATCH', victim.deviceId, { device_name: 'mine' }))).toEqual(
      NO_DEVICE,
    );
    expect(codeOf(await call(attacker.token, 'DELETE', victim.deviceId))).toEqual(NO_DEVICE);
    expect((await list(victim.token))[0]?.device_name).toBeNull();
    expect(next(await server.api.login(victim.username, PHONE))).toBe('SUCCESS');
  });

  it.each(['1', 'nonsense', '00000000-0000-4000-8000-00000000000g', `' OR 1=1 --`, 'x'.repeat(64)])(
    'are not known by the id %s',
    async (id) => {
      const { token } = await trusting();
      expect(codeOf(await call(token, 'PATCH', id, { device_name: 'x' }))).toEqual(NO_DEVICE);
      expect(codeOf(await call(token, 'DELETE', id))).toEqual(NO_DEVICE);
      expect(await list(token)).toHaveLength(1);
    },
  );
});
