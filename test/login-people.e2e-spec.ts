import { decodeJwt } from 'jose';
import { simulatedPeople } from '../src/adapters/simulated-people.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { passMfa } from './support/walk.js';

const BOTH_PHONES = [
  { value: '1234', mfa_option_id: 1 },
  { value: '5678', mfa_option_id: 2 },
];
const STEP = { context_id: expect.any(String), transaction_id: expect.any(String) };
const MFA = {
  response_type_code: 'MFA_REQUIRED',
  otp_methods: BOTH_PHONES,
  mobile_approve_status: 'ENABLED',
  ...STEP,
};
const TERMS = {
  response_type_code: 'ESIGN_REQUIRED',
  esign_document_id: 'terms-v1-2025',
  esign_document_version: expect.any(String),
  esign_url: expect.stringContaining('/auth/esign/documents/terms-v1-2025'),
  is_mandatory: true,
  ...STEP,
};
const PRIVACY = {
  ...TERMS,
  esign_document_id: 'privacy-v1-2025',
  esign_url: expect.stringContaining('/auth/esign/documents/privacy-v1-2025'),
  is_mandatory: false,
};
const success = (deviceBound: boolean) => ({
  response_type_code: 'SUCCESS',
  access_token: expect.any(String),
  id_token: expect.any(String),
  token_type: 'Bearer',
  expires_in: 900,
  context_id: expect.any(String),
  device_bound: deviceBound,
});
const error = (code: string) => ({
  error_code: `CIAM_E01_01_${code}`,
  message: expect.any(String),
  context_id: expect.any(String),
  correlation_id: expect.any(String),
  timestamp: expect.any(String),
});

/** Whom the contract names: what their login answers, with its status. */
const OUTCOMES: Readonly<Record<string, readonly [number, object]>> = {
  testuser: [201, success(false)],
  trusteduser: [201, success(true)],
  mfauser: [200, MFA],
  pushfail: [200, MFA],
  pushexpired: [200, MFA],
  otponlyuser: [200, { ...MFA, mobile_approve_status: 'NOT_REGISTERED' }],
  pushonlyuser: [200, { ...MFA, otp_methods: [] }],
  mfaesignuser: [200, MFA],
  trustedesignuser: [200, TERMS],
  complianceuser: [200, TERMS],
  firsttimeuser: [200, MFA],
  expiredtrustuser: [200, MFA],
  riskuser: [200, MFA],
  denyuser: [403, error('010')],
  privacyuser: [200, PRIVACY],
  adminuser: [201, success(false)],
  userlockeduser: [423, error('002')],
  lockeduser: [423, error('002')],
  mfalockeduser: [423, error('005')],
  disableduser: [423, error('003')],
  enterpriseblockuser: [423, error('004')],
  deceaseduser: [423, error('006')],
  restricteduser: [423, error('008')],
};

describe('the people of the simulator', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  it('are those of the contract, all of them and nobody else', () => {
    const names = simulatedPeople().map(({ username }) => username);
    expect(names.sort()).toEqual(Object.keys(OUTCOMES).sort());
  });

  it.each(Object.entries(OUTCOMES))(
    '%s gets the answer of the contract',
    async (username, [status, body]) => {
      const answer = await server.api.login(username);
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual(body);
      expect('refresh_token' in answer.cookies).toBe(status === 201);
    },
  );

  it.each(['mfaesignuser', 'firsttimeuser'])('%s signs the terms after the code', async (username) => {
    const login = await server.api.login(username);
    const answer = await passMfa(server.api, login);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(TERMS);
  });

  it('trusteduser is trusted with a device as with none', async () => {
    const answer = await server.api.login('trusteduser', { drs_action_token: 'any device' });
    expect(answer.status).toBe(201);
    expect(answer.body.device_bound).toBe(true);
  });

  it.each([
    ['denyuser', 403],
    ['riskuser', 200],
    ['expiredtrustuser', 200],
  ])('%s fares no better with a device', async (username, status) => {
    const answer = await server.api.login(username, { drs_action_token: `the device of ${username}` });
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toEqual(MFA);
  });

  it('adminuser carries the role of an administrator, others do not', async () => {
    const rolesOf = async (username: string) =>
      decodeJwt((await server.api.login(username)).body.access_token)['roles'];
    expect(await rolesOf('adminuser')).toContain('admin');
    expect(await rolesOf('testuser')).not.toContain('admin');
  });

  it('own one or two accounts each', () => {
    for (const { accounts } of simulatedPeople()) {
      expect([1, 2]).toContain(accounts.length);
      expect(accounts[0]).toEqual({
        id: expect.any(String),
        name: expect.any(String),
        slug: expect.any(String),
        permissions: expect.any(Array),
      });
    }
  });

  it('shows no more of a phone than its last four digits', async () => {
    const login = await server.api.login('mfauser');
    const sent = await server.api.initiate(ids(login));
    expect(`${login.text}${sent.text}`).not.toContain('555010');
  });
});
