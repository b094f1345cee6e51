import { sha256 } from '../src/common/digest.js';
import { EsignRepository } from '../src/modules/esign/esign.repository.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { find, newPerson, passMfa } from './support/walk.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const NOT_PENDING = [400, 'CIAM_E01_04_002'];

describe('signing a document', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const somebody = () => newPerson(server, 'complianceuser');
  const decisionsOf = (cupid: string) =>
    find(server, () => server.app.get(EsignRepository).findDecisions(cupid));

  it('is asked for at login, with the version and where to read it', async () => {
    const { status, body } = await server.api.login((await somebody()).username);
    expect(status).toBe(200);
    expect(body).toEqual({
      response_type_code: 'ESIGN_REQUIRED',
      esign_document_id: 'terms-v1-2025',
      esign_document_version: '1.0',
      esign_url: '/auth/esign/documents/terms-v1-2025?version=1.0',
      is_mandatory: true,
      context_id: expect.stringMatching(/^sess-/),
      transaction_id: expect.stringMatching(/^tx-/),
    });
  });

  it('shows the document to whoever reads it', async () => {
    const terms = await server.api.get('/auth/esign/documents/terms-v1-2025');
    expect(terms.status).toBe(200);
    expect(terms.body).toEqual({
      document_id: 'terms-v1-2025',
      title: 'Terms of Service - 2025',
      content: expect.stringContaining('terms and conditions'),
      version: '1.0',
      mandatory: true,
    });
    const privacy = await server.api.get('/auth/esign/documents/privacy-v1-2025');
    expect(privacy.body).toMatchObject({ title: 'Privacy Policy', mandatory: false });
  });

  it.each(['no-such-document', 'terms-v1-2025?version=9.9'])('has no document at %s', async (path) => {
    const answer = await server.api.get(`/auth/esign/documents/${path}`);
    expect(codeOf(answer)).toEqual([404, 'CIAM_E01_04_001']);
  });

  it('completes the login, and the answer says what was accepted when', async () => {
    const { api, clock } = server;
    const login = await api.login((await somebody()).username);
    clock.advance(30);
    const answer = await api.accept(ids(login));
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      response_type_code: 'SUCCESS',
      access_token: expect.any(String),
      id_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      ...ids(login),
      device_bound: false,
      esign_accepted: true,
      esign_accepted_at: clock.now().toISOString(),
    });
  });

  it('goes on to the device where the login names one', async () => {
    const { api } = server;
    const login = await api.login((await somebody()).username, { drs_action_token: 'a device to sign on' });
    const answer = await api.accept(ids(login));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      response_type_code: 'DEVICE_BIND_REQUIRED',
      context_id: login.body.context_id,
      transaction_id: expect.any(String),
    });
  });

  it('comes after the second factor for those who need one', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    const login = await api.login(username);
    const offered = await passMfa(api, login);
    expect(offered.body.response_type_code).toBe('ESIGN_REQUIRED');
    expect((await api.accept(ids(login, offered))).status).toBe(201);
  });

  it('is not asked for twice', async () => {
    const { api } = server;
    const { username, cupid } = await somebody();
    await api.accept(ids(await api.login(username)));
    const again = await api.login(username);
    expect([again.status, again.body.response_type_code]).toEqual([201, 'SUCCESS']);
    expect(await decisionsOf(cupid)).toHaveLength(1);
  });

  it('is remembered as one acceptance when two logins sign at the same time', async () => {
    const { api } = server;
    const { username, cupid } = await somebody();
    const [first, second] = [await api.login(username), await api.login(username)];
    for (const login of [first, second]) expect((await api.accept(ids(login))).status).toBe(201);
    expect(await decisionsOf(cupid)).toHaveLength(1);
  });

  it('keeps as evidence the hash of the very bytes that were served, and who signed when and from where', async () => {
    const { api, clock } = server;
    const { username, cupid } = await somebody();
    const login = await api.login(username);
    const served = await api.get(login.body.esign_url);
    await api.accept(ids(login), 'terms-v1-2025', { acceptance_timestamp: '2026-02-28T23:59:59Z' });
    const [decision] = await decisionsOf(cupid);
    expect(decision).toMatchObject({
      decision: 'ACCEPTED',
      documentId: 'terms-v1-2025',
      version: '1.0',
      contentSha256: sha256(served.body.content),
      contextId: login.body.context_id,
      transactionId: login.body.transaction_id,
      ipAddress: '127.0.0.1',
      acceptedAt: clock.now(),
      clientTimestamp: new Date('2026-02-28T23:59:59Z'),
    });
    expect(decision?.userAgent).toEqual(expect.any(String));
  });

  it('refuses a time that is none', async () => {
    const { api } = server;
    const login = await api.login((await somebody()).username);
    const answer = await api.accept(ids(login), 'terms-v1-2025', { acceptance_timestamp: 'yesterday' });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect((await api.accept(ids(login))).status).toBe(201);
  });

  it.each(['privacy-v1-2025', 'no-such-document', 'TERMS-V1-2025'])(
    'is not done by signing %s instead',
    async (other) => {
      const { api } = server;
      const { username, cupid } = await somebody();
      const login = await api.login(username);
      expect(codeOf(await api.accept(ids(login), other))).toEqual(NOT_PENDING);
      expect(codeOf(await api.decline(ids(login), other))).toEqual(NOT_PENDING);
      expect(await decisionsOf(cupid)).toEqual([]);
      expect((await api.accept(ids(login))).status).toBe(201);
    },
  );

  it('works once', async () => {
    const { api } = server;
    const login = await api.login((await somebody()).username);
    await api.accept(ids(login));
    for (const replay of [await api.accept(ids(login)), await api.decline(ids(login), 'terms-v1-2025')])
      expect(codeOf(replay)).toEqual([400, 'CIAM_E01_03_003']);
    expect(await server.rows.count('tokens', 'session_id = $1', [login.body.context_id])).toBe(3);
  });

  it('has ten minutes, and no more', async () => {
    const { api, clock } = server;
    const { username } = await somebody();
    const inTime = await api.login(username);
    clock.advance(600);
    const late = await api.accept(ids(inTime));
    expect(late.status).toBe(410);
    expect(late.body).toMatchObject({ error_code: 'CIAM_E01_03_002', transaction_status: 'EXPIRED' });
    const again = await api.login(username);
    clock.advance(599.999);
    expect((await api.accept(ids(again))).status).toBe(201);
  });

  it('takes no transaction of another kind or another login', async () => {
    const { api } = server;
    const mfa = await api.login('mfauser');
    const [mine, another] = [await api.login((await somebody()).username), await api.login('complianceuser')];
    const foreign = { ...ids(mine), context_id: another.body.context_id };
    const answers = [await api.accept(ids(mfa)), await api.accept(foreign), await api.bind(ids(mine))];
    for (const answer of [...answers, await api.verify(ids(mine)), await api.initiate(ids(mine))])
      expect(codeOf(answer)).toEqual([404, 'CIAM_E01_03_001']);
    expect((await api.accept(ids(mine))).status).toBe(201);
  });
});
