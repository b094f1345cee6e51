import { DrsEvaluationRepository } from '../src/modules/device/drs-evaluation.repository.js';
import { RiskService } from '../src/modules/device/risk-service.port.js';
import type { ApiResponse, CallOptions } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { FakeRiskService } from './support/fake-risk-service.js';
import { bindDevice, find, newPerson, passMfa } from './support/walk.js';

const next = ({ status, body }: ApiResponse) => [status, body.response_type_code];
const LET_IN = [201, 'SUCCESS'];
const CHALLENGED = [200, 'MFA_REQUIRED'];
const OFFERED = [200, 'DEVICE_BIND_REQUIRED'];
const PHONE = { drs_action_token: 'my phone' };

/** The cookies of a browser that has been here. */
async function browser(server: TestServer): Promise<CallOptions> {
  const { cookies } = await server.api.login('testuser');
  return { cookies: { device_id: cookies.device_id?.value ?? '' } };
}

describe('the names of a device', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const somebody = async () => (await newPerson(server, 'mfauser')).username;

  it('begin with the cookie: a browser’s first login names no device, its second can bind it', async () => {
    const { api } = server;
    const username = await somebody();
    const first = await api.login(username);
    expect(next(await passMfa(api, first))).toEqual(LET_IN);
    const again: CallOptions = { cookies: { device_id: first.cookies.device_id?.value ?? '' } };
    const bound = await bindDevice(api, username, {}, again);
    expect(bound.body.device_bound).toBe(true);
    const third = await api.login(username, {}, again);
    expect(next(third)).toEqual(LET_IN);
    expect(third.body.device_bound).toBe(true);
  });

  it('tell browsers apart', async () => {
    const { api } = server;
    const username = await somebody();
    const [mine, another] = [await browser(server), await browser(server)];
    await bindDevice(api, username, {}, mine);
    expect(next(await api.login(username, {}, another))).toEqual(CHALLENGED);
    expect(next(await api.login(username))).toEqual(CHALLENGED);
  });

  it('do not include a cookie that was made up', async () => {
    const { api } = server;
    const username = await somebody();
    const login = await api.login(username, {}, { cookies: { device_id: 'made-up' } });
    expect(next(await passMfa(api, login))).toEqual(LET_IN);
  });

  it('are both needed later when the device was bound by both', async () => {
    const { api } = server;
    const username = await somebody();
    const cookie = await browser(server);
    await bindDevice(api, username, PHONE, cookie);
    expect(next(await api.login(username, PHONE))).toEqual(CHALLENGED);
    expect(next(await api.login(username, {}, cookie))).toEqual(CHALLENGED);
    expect(next(await api.login(username, { drs_action_token: 'another' }, cookie))).toEqual(CHALLENGED);
    expect(next(await api.login(username, PHONE, cookie))).toEqual(LET_IN);
  });

  it('need be one only when the device was bound by one', async () => {
    const { api } = server;
    const [byToken, byCookie] = [await somebody(), await somebody()];
    const cookie = await browser(server);
    await bindDevice(api, byToken, PHONE);
    await bindDevice(api, byCookie, {}, cookie);
    for (const username of [byToken, byCookie])
      expect(next(await api.login(username, PHONE, cookie))).toEqual(LET_IN);
  });
});

describe('the names of a device, with a real risk service', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({
      override: (builder) => builder.overrideProvider(RiskService).useValue(new FakeRiskService()),
    });
  });

  afterAll(() => server.close());

  const evaluationsOf = (contextId: string) =>
    find(server, () => server.app.get(DrsEvaluationRepository).findByContext(contextId));

  it('are good once for each action token', async () => {
    const { api } = server;
    await bindDevice(api, 'mfauser', { drs_action_token: 'laptop:1' });
    expect(next(await api.login('mfauser', { drs_action_token: 'laptop:2' }))).toEqual(LET_IN);
    for (const spent of ['laptop:1', 'laptop:2'])
      expect(next(await api.login('mfauser', { drs_action_token: spent }))).toEqual(CHALLENGED);
    expect(next(await api.login('mfauser', { drs_action_token: 'laptop:3' }))).toEqual(LET_IN);
  });

  it('cannot be bound with a token that was used before', async () => {
    const { api } = server;
    const first = await api.login('pushfail', { drs_action_token: 'tablet:1' });
    const repeated = await api.login('pushfail', { drs_action_token: 'tablet:1' });
    expect(next(await passMfa(api, repeated))).toEqual(LET_IN);
    expect(next(await passMfa(api, first))).toEqual(OFFERED);
  });

  it('are spent for everybody by whoever used the token', async () => {
    const { api } = server;
    await api.login('testuser', { drs_action_token: 'shared:1' });
    const other = await api.login('otponlyuser', { drs_action_token: 'shared:1' });
    expect(next(await passMfa(api, other))).toEqual(LET_IN);
  });

  it('are on record with the token as a hash only, and the repetition as one', async () => {
    const { api, rows } = server;
    const first = await api.login('testuser', { drs_action_token: 'watch:secret-token' });
    const repeated = await api.login('testuser', { drs_action_token: 'watch:secret-token' });
    const [used] = await evaluationsOf(first.body.context_id);
    const [spent] = await evaluationsOf(repeated.body.context_id);
    expect([used?.deviceId, spent?.deviceId]).toEqual(['watch', null]);
    expect(spent?.drsActionTokenHash).toBe(used?.drsActionTokenHash);
    expect(spent?.evaluationMetadata).toEqual({ repeated_token: true });
    expect(await rows.dump()).not.toContain('secret-token');
  });

  it('still include the browser’s cookie when the token is spent', async () => {
    const { api } = server;
    const cookie = await browser(server);
    await bindDevice(api, 'pushexpired', {}, cookie);
    await api.login('testuser', { drs_action_token: 'spent:1' });
    expect(next(await api.login('pushexpired', { drs_action_token: 'spent:1' }, cookie))).toEqual(LET_IN);
  });
});
