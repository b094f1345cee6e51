import { EsignRepository } from '../src/modules/esign/esign.repository.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { find, newPerson } from './support/walk.js';

const TERMS = 'terms-v1-2025';
const PRIVACY = 'privacy-v1-2025';
const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];

describe('declining a document', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const decisionsOf = (cupid: string) =>
    find(server, () => server.app.get(EsignRepository).findDecisions(cupid));
  const outcomeOf = async ({ body }: ApiResponse) => {
    const sql = 'SELECT outcome, completed_at FROM auth_contexts WHERE context_id = $1';
    return (await server.rows.select(sql, [body.context_id]))[0];
  };

  it('ends the login when the document is mandatory', async () => {
    const { api, rows } = server;
    const login = await api.login('complianceuser');
    const answer = await api.decline(ids(login), TERMS, { reason: 'I want to think about it' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ response_type_code: 'ESIGN_DECLINED', ...ids(login) });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await outcomeOf(login)).toEqual({ outcome: 'FAILURE', completed_at: expect.anything() });
    expect(await rows.count('sessions', 'session_id = $1', [login.body.context_id])).toBe(0);
    expect((await rows.eventsOf(login.body.context_id)).slice(-2)).toEqual([
      'esign.document.declined',
      'auth.login.ended',
    ]);
  });

  it('is final for that login', async () => {
    const { api } = server;
    const login = await api.login('complianceuser');
    await api.decline(ids(login), TERMS);
    for (const answer of [await api.accept(ids(login)), await api.decline(ids(login), TERMS)])
      expect(codeOf(answer)).toEqual([400, 'CIAM_E01_03_003']);
  });

  it('has the document asked for again at the next login', async () => {
    const { api } = server;
    const { username, cupid } = await newPerson(server, 'complianceuser');
    await api.decline(ids(await api.login(username)), TERMS);
    const next = await api.login(username);
    expect(next.body.esign_document_id).toBe(TERMS);
    expect((await api.accept(ids(next))).status).toBe(201);
    expect((await decisionsOf(cupid)).map(({ decision }) => decision).sort()).toEqual([
      'ACCEPTED',
      'DECLINED',
    ]);
  });

  it('is written down with its reason, which no audit row holds', async () => {
    const { api, rows } = server;
    const { username, cupid } = await newPerson(server, 'complianceuser');
    const login = await api.login(username);
    await api.decline(ids(login), TERMS, { reason: 'too long to read' });
    expect(await decisionsOf(cupid)).toEqual([
      expect.objectContaining({
        decision: 'DECLINED',
        documentId: TERMS,
        transactionId: login.body.transaction_id,
      }),
    ]);
    const [step] = await rows.select(
      `SELECT metadata ->> 'decline_reason' AS reason FROM auth_transactions WHERE transaction_id = $1`,
      [login.body.transaction_id],
    );
    expect(step?.reason).toBe('too long to read');
    expect(JSON.stringify(await rows.select('SELECT * FROM audit_logs'))).not.toContain('too long to read');
  });

  it('is written down with its reason where the document is optional, too', async () => {
    const { api, rows } = server;
    const login = await api.login('privacyuser');
    expect((await api.decline(ids(login), PRIVACY, { reason: 'of no interest' })).status).toBe(201);
    const whose = `transaction_id = $1 AND metadata ->> 'decline_reason' = 'of no interest'`;
    expect(await rows.count('auth_transactions', whose, [login.body.transaction_id])).toBe(1);
  });

  it('passes an optional document by: the login succeeds without it', async () => {
    const { api } = server;
    const login = await api.login('privacyuser');
    expect(login.body).toMatchObject({ esign_document_id: PRIVACY, is_mandatory: false });
    const answer = await api.decline(ids(login), PRIVACY);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ response_type_code: 'SUCCESS', ...ids(login), device_bound: false });
    expect(answer.body).not.toHaveProperty('esign_accepted');
    expect(await outcomeOf(login)).toMatchObject({ outcome: 'SUCCESS' });
  });

  it('offers no binding to somebody who has signed nothing and proven no more than a password', async () => {
    const { api } = server;
    const login = await api.login('privacyuser', { drs_action_token: 'a device to decline on' });
    const answer = await api.decline(ids(login), PRIVACY);
    expect([answer.status, answer.body.response_type_code]).toEqual([201, 'SUCCESS']);
  });

  it('asks for both documents in turn, the mandatory one first, and takes a yes and a no', async () => {
    const { api } = server;
    const { username, cupid } = await newPerson(server, 'complianceuser', {
      audiences: ['newsletter', 'customers'],
    });
    const login = await api.login(username);
    expect(login.body.esign_document_id).toBe(TERMS);
    const next = await api.accept(ids(login));
    expect([next.status, next.body.esign_document_id]).toEqual([200, PRIVACY]);
    const answer = await api.decline(ids(login, next), PRIVACY);
    expect([answer.status, answer.body.response_type_code]).toEqual([201, 'SUCCESS']);
    const decisions = (await decisionsOf(cupid)).map(({ documentId, decision }) => [documentId, decision]);
    expect(decisions.sort()).toEqual([
      [PRIVACY, 'DECLINED'],
      [TERMS, 'ACCEPTED'],
    ]);
  });

  it('refuses a reason that is too long, and leaves the document pending', async () => {
    const { api } = server;
    const login = await api.login('complianceuser');
    const answer = await api.decline(ids(login), TERMS, { reason: 'x'.repeat(501) });
    expect(codeOf(answer)).toEqual([400, 'CIAM_E01_05_001']);
    expect((await api.decline(ids(login), TERMS, { reason: 'x'.repeat(500) })).status).toBe(200);
  });
});
