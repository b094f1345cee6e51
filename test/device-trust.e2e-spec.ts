import { DeviceService } from '../src/modules/device/device.service.js';
import { type Recommendation, RiskService } from '../src/modules/device/risk-service.port.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bindDevice, newPerson, passMfa } from './support/walk.js';

const DAY = 24 * 60 * 60;
const PHONE = { drs_action_token: 'my phone' };
const next = ({ status, body }: ApiResponse) => [status, body.response_type_code];
const LET_IN = [201, 'SUCCESS'];
const CHALLENGED = [200, 'MFA_REQUIRED'];

describe('the trust in a device', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** Somebody with a trusted phone. */
  async function withPhone() {
    const person = await newPerson(server, 'mfauser');
    await bindDevice(server.api, person.username, PHONE);
    return { ...person, login: () => server.api.login(person.username, PHONE) };
  }

  it('runs out ninety days after the device was last used', async () => {
    const { login } = await withPhone();
    server.clock.advance(90 * DAY - 0.001);
    expect(next(await login())).toEqual(LET_IN);
    server.clock.advance(90 * DAY);
    expect(next(await login())).toEqual(CHALLENGED);
  });

  it('lasts as long as the device is used', async () => {
    const { login } = await withPhone();
    for (let month = 1; month <= 6; month++) {
      server.clock.advance(60 * DAY);
      expect(next(await login())).toEqual(LET_IN);
    }
  });

  it('can be renewed after it has run out, in the same row', async () => {
    const { username, cupid, login } = await withPhone();
    server.clock.advance(90 * DAY);
    const again = await bindDevice(server.api, username, PHONE);
    expect(again.body.device_bound).toBe(true);
    expect(next(await login())).toEqual(LET_IN);
    expect(await server.rows.count('trusted_devices', 'cupid = $1', [cupid])).toBe(1);
  });

  it('ends when the password is changed, until the device is bound anew', async () => {
    const { login, ...person } = await withPhone();
    server.clock.advance(60);
    server.directory.put({ ...person, passwordChangedAt: server.clock.now() });
    expect(next(await login())).toEqual(CHALLENGED);
    server.clock.advance(60);
    const again = await bindDevice(server.api, person.username, PHONE);
    expect(again.body.device_bound).toBe(true);
    expect(next(await login())).toEqual(LET_IN);
  });

  it('outlives a password that was changed before', async () => {
    const changedAt = server.clock.now();
    server.clock.advance(1);
    const { login, ...person } = await withPhone();
    server.directory.put({ ...person, passwordChangedAt: changedAt });
    expect(next(await login())).toEqual(LET_IN);
  });

  it('ends with all others of a person', async () => {
    const { cupid, username, login } = await withPhone();
    await bindDevice(server.api, username, { drs_action_token: 'my tablet' });
    expect(await server.app.get(DeviceService).revokeAll(cupid, 'LOST')).toBe(2);
    expect(next(await login())).toEqual(CHALLENGED);
    const rows = await server.rows.select(
      'SELECT status, revoke_reason FROM trusted_devices WHERE cupid = $1',
      [cupid],
    );
    expect(rows).toEqual(Array(2).fill({ status: 'REVOKED', revoke_reason: 'LOST' }));
  });

  it('does not help against a risk CHALLENGE', async () => {
    const { api } = server;
    await bindDevice(api, 'riskuser', PHONE);
    const login = await api.login('riskuser', PHONE);
    expect(next(login)).toEqual(CHALLENGED);
    // The device is known: it is not offered again, and the answer says so.
    const answer = await passMfa(api, login);
    expect(next(answer)).toEqual(LET_IN);
    expect(answer.body.device_bound).toBe(true);
  });

  it('never lasts for expiredtrustuser, whatever device is bound', async () => {
    const { api } = server;
    for (let time = 1; time <= 2; time++) {
      const login = await api.login('expiredtrustuser', PHONE);
      expect(next(login)).toEqual(CHALLENGED);
      const offered = await passMfa(api, login);
      if (time === 1) await api.bind(ids(login, offered));
    }
  });

  /** Has the risk service say so of the next login. */
  async function advise(recommendation: Recommendation): Promise<void> {
    const risk = server.app.get(RiskService);
    const question = { cupid: '', username: '', actionToken: 'my phone', ipAddress: null, userAgent: null };
    jest
      .spyOn(risk, 'evaluate')
      .mockResolvedValueOnce({ ...(await risk.evaluate(question)), recommendation });
  }

  it('does not help against a risk DENY', async () => {
    const { login } = await withPhone();
    await advise('DENY');
    const denied = await login();
    expect([denied.status, denied.body.error_code]).toEqual([403, 'CIAM_E01_01_010']);
    expect(next(await login())).toEqual(LET_IN);
  });

  it('is not needed by who needs no second factor, unless the risk service says CHALLENGE', async () => {
    const { username } = await newPerson(server, 'mfauser', { mfaRequired: false });
    expect(next(await server.api.login(username))).toEqual(LET_IN);
    await advise('CHALLENGE');
    expect(next(await server.api.login(username))).toEqual(CHALLENGED);
  });

  it('does not help a person who may not sign in', async () => {
    const { login, ...person } = await withPhone();
    server.directory.put({ ...person, standing: 'DISABLED' });
    expect((await login()).status).toBe(423);
  });

  it('skips the second factor only, not a document to sign', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    const login = await api.login(username, PHONE);
    const esign = await passMfa(api, login);
    const offered = await api.accept(ids(login, esign));
    await api.bind(ids(login, offered));
    const person = await server.directory.authenticate(username, 'password');
    server.directory.put({ ...person!, audiences: ['newsletter'] });
    const again = await api.login(username, PHONE);
    expect(again.body).toMatchObject({
      response_type_code: 'ESIGN_REQUIRED',
      esign_document_id: 'privacy-v1-2025',
    });
    // Trusted already, so not offered again after the signature.
    const answer = await api.accept(ids(again), 'privacy-v1-2025');
    expect(answer.body).toMatchObject({ response_type_code: 'SUCCESS', device_bound: true });
  });
});

describe('the trust in a device, where DEVICE_TRUST_TTL is set', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: { DEVICE_TRUST_TTL: '1d' } });
  });

  afterAll(() => server.close());

  it('lasts as long as it says', async () => {
    await bindDevice(server.api, 'mfauser', PHONE);
    server.clock.advance(DAY - 1);
    expect(next(await server.api.login('mfauser', PHONE))).toEqual(LET_IN);
    server.clock.advance(DAY);
    expect(next(await server.api.login('mfauser', PHONE))).toEqual(CHALLENGED);
  });
});
