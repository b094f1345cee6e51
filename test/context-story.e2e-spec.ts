import { type Reader, signInReader } from './support/audit-lab.js';
import { type ApiResponse, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { generate } from './support/hand-offs.js';
import { newPerson, refreshTokenOf } from './support/walk.js';

const PHONE = { headers: { 'user-agent': 'Phone/1' } };
const DEVICE = { drs_action_token: 'the phone of a story' };

describe('the story of one login', () => {
  let server: TestServer;
  let reader: Reader;

  beforeEach(async () => {
    server = await createTestServer();
    reader = await signInReader(server);
  });

  afterEach(() => server.close());

  const story = (contextId: string) => reader.get(`contexts/${contextId}`);
  const list = (rows: Record<string, unknown>[], ...columns: string[]) =>
    rows.map((row) => columns.map((column) => row[column]));

  /** Password, code, document, device, a hand-off and a refresh, a second apart. */
  async function wholeChain(
    username: string,
  ): Promise<{ contextId: string; steps: string[]; last: ApiResponse }> {
    const { api, clock } = server;
    const later = async (call: () => Promise<ApiResponse>) => {
      clock.advance(1);
      return call();
    };
    const login = await api.login(username, DEVICE, PHONE);
    const sent = await later(() => api.initiate(ids(login)));
    const esign = await later(() => api.verify(ids(login, sent)));
    const offered = await later(() => api.accept(ids(login, esign)));
    const success = await later(() => api.bind(ids(login, offered)));
    await later(() => generate(api, success.body.access_token));
    const last = await later(() => api.refresh(refreshTokenOf(success)));
    const steps = [login, sent, esign, offered].map(({ body }) => String(body.transaction_id));
    return { contextId: login.body.context_id, steps, last };
  }

  it('is told from the first door to the last token, in order', async () => {
    const { username, cupid } = await newPerson(server, 'mfaesignuser');
    const startedAt = server.clock.now().toISOString();
    const { contextId, steps } = await wholeChain(username);
    const endedAt = server.clock.now().toISOString();
    const { status, body } = await story(contextId);
    expect(status).toBe(200);
    expect(body.login).toEqual([
      expect.objectContaining({
        context_id: contextId,
        cupid,
        outcome: 'SUCCESS',
        user_agent: 'Phone/1',
        challenge_count: 1,
        push_count: 0,
        created_at: startedAt,
      }),
    ]);
    const [first, second, third, fourth] = steps;
    const columns = ['transaction_id', 'parent_transaction_id', 'sequence_number', 'transaction_type', 'mfa'];
    expect(list(body.transactions, ...columns)).toEqual([
      [first, null, 1, 'MFA_INITIATE', 'REQUIRED'],
      [second, first, 2, 'MFA_VERIFY', 'REQUIRED'],
      [third, second, 3, 'ESIGN_ACCEPT', 'PASSED'],
      [fourth, third, 4, 'DEVICE_BIND', 'PASSED'],
    ]);
    expect(list(body.transactions, 'transaction_status')).toEqual([
      ['EXPIRED'],
      ['CONSUMED'],
      ['CONSUMED'],
      ['CONSUMED'],
    ]);
    expect(list(body.evaluations, 'recommendation')).toEqual([['ALLOW']]);
    expect(list(body.document_decisions, 'document_id', 'decision', 'transaction_id')).toEqual([
      ['terms-v1-2025', 'ACCEPTED', third],
    ]);
    expect(list(body.sessions, 'session_id', 'cupid', 'status', 'amr')).toEqual([
      [contextId, cupid, 'ACTIVE', ['pwd', 'mfa', 'otp', 'sms']],
    ]);
    const kinds = (body.tokens as Record<string, string>[]).map(
      ({ token_type, status: state }) => `${state} ${token_type}`,
    );
    expect(kinds.slice(0, 3).sort()).toEqual(['ROTATED ACCESS', 'ROTATED ID', 'ROTATED REFRESH']);
    expect(kinds.slice(3).sort()).toEqual(['ACTIVE ACCESS', 'ACTIVE ID', 'ACTIVE REFRESH']);
    expect(list(body.hand_offs, 'source_app', 'target_app', 'used_at')).toEqual([
      ['tuvens', 'hi-events', null],
    ]);
    const events = (body.events as Record<string, string>[]).map(({ event_type: type }) => type);
    expect(events).toEqual([
      'device.risk.evaluated',
      'auth.password.accepted',
      'auth.step.required',
      'mfa.challenge.sent',
      'mfa.challenge.passed',
      'auth.step.required',
      'esign.document.accepted',
      'auth.step.required',
      'device.bound',
      'session.started',
      'auth.login.completed',
      'cross_app.created',
      'token.rotated',
    ]);
    expect(body.events.at(-1).event_timestamp).toBe(endedAt);
    expect(body.cut).toEqual([]);
  });

  it('names columns one by one: none that is a hash, a claim, or all of the metadata', async () => {
    const { username } = await newPerson(server, 'mfaesignuser');
    const { contextId } = await wholeChain(username);
    const { body } = await story(contextId);
    const names = ['login', 'transactions', 'evaluations', 'sessions', 'tokens', 'hand_offs'].flatMap(
      (chapter) => Object.keys(body[chapter][0]),
    );
    expect(
      names.filter((name) => /hash|claims|metadata|state$|number$|fingerprint|token$/.test(name)),
    ).toEqual(['sequence_number']);
    const common = [
      ...['transaction_id', 'parent_transaction_id', 'sequence_number', 'transaction_type', 'phase'],
      ...['transaction_status', 'mfa_method', 'mfa_option_id', 'esign_document_id', 'device_bind_decision'],
      ...['attempt_count', 'created_at', 'updated_at', 'expires_at', 'consumed_at', 'mfa', 'amr', 'signed'],
      ...['answered_documents', 'device_named', 'device_bound'],
    ];
    const more = (body.transactions as object[]).map((one) =>
      Object.keys(one).filter((name) => !common.includes(name)),
    );
    expect(more).toEqual([[], ['delivery_id'], ['document_version', 'document_mandatory'], []]);
  });

  it('holds no secret and no hash, in whatever way the login went', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfaesignuser');
    const { contextId, last } = await wholeChain(username);
    const push = await api.login((await newPerson(server, 'mfauser')).username);
    const sent = await api.push(ids(push));
    const told = [await story(contextId), await story(push.body.context_id)].map(({ text }) => text).join();
    const rows = await server.rows.select('SELECT token_value_hash FROM tokens');
    const hidden = await server.rows.select('SELECT metadata FROM auth_transactions');
    const hashes = [...rows, ...hidden].flatMap((row) => JSON.stringify(row).match(/[\da-f]{64}/g) ?? []);
    expect(hashes.length).toBeGreaterThan(6);
    // What was signed is evidence, and known to everybody who was asked to sign it.
    const signed = await server.rows.select('SELECT content_sha256 FROM esign_documents');
    const documents = signed.map((row) => String(row.content_sha256));
    expect(hashes.filter((hash) => told.includes(hash) && !documents.includes(hash))).toEqual([]);
    expect(told).not.toContain(last.body.access_token);
    expect(told).not.toContain(`"${sent.body.display_number}"`);
    expect(told).not.toMatch(/display_number|code_hash|content_sha256":null/);
  });
});
