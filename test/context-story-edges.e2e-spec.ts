import { DataSource } from 'typeorm';
import { ContextStories } from '../src/database/context-stories.js';
import { event, type Reader, signInReader, write } from './support/audit-lab.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { bearer, codeOf } from './support/hand-offs.js';
import { signIn } from './support/walk.js';

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

  it('is told of a login that was refused or not finished, and of one whose rows are gone', async () => {
    const denied = await server.api.login('denyuser', DEVICE);
    const { body } = await story(denied.body.context_id);
    expect(body.login).toMatchObject([{ outcome: 'FAILURE' }]);
    expect([body.transactions, body.sessions, body.tokens]).toEqual([[], [], []]);
    await write(server, event(server, 1, { contextId: 'sess-long-gone' }));
    const gone = await story('sess-long-gone');
    expect([gone.status, gone.body.login, gone.body.events.length]).toEqual([200, [], 1]);
  });

  it('tells why a document was declined', async () => {
    const login = await server.api.login('complianceuser');
    await server.api.decline(ids(login), 'terms-v1-2025', { reason: 'too long to read' });
    const { body } = await story(login.body.context_id);
    expect(body.transactions).toMatchObject([{ decline_reason: 'too long to read' }]);
  });

  it('says when there is more than it tells', async () => {
    const rows = Array.from({ length: 1001 }, (_, n) =>
      event(server, 2000 - n, { contextId: 'sess-endless' }),
    );
    await write(server, ...rows);
    const { body } = await story('sess-endless');
    expect([body.events.length, body.events[0].log_id, body.cut]).toEqual([1000, rows[0]?.logId, ['events']]);
  });

  it('is of one login alone, and unknown of any other id', async () => {
    const one = await signIn(server.api);
    await signIn(server.api);
    const { body } = await story(one.sessionId);
    expect([body.login.length, body.sessions.length, body.tokens.length]).toEqual([1, 1, 3]);
    for (const unknown of ['sess-unknown', `' OR 1=1 --`, '%25', one.sessionId.toUpperCase()])
      expect(codeOf(await story(encodeURIComponent(unknown)))).toEqual([404, 'CIAM_E01_05_004']);
    expect(codeOf(await story('x'.repeat(65)))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('leaves a row of who asked for it, which is not part of the story', async () => {
    const { sessionId } = await signIn(server.api);
    const before = (await story(sessionId)).body.events.length;
    expect((await story(sessionId)).body.events).toHaveLength(before);
    const found = await reader.get('audit-logs', { event_type: 'admin.context.read', cupid: reader.cupid });
    expect(found.body.events[0].event_details).toEqual({ context_id: sessionId });
    expect(found.body.events).toHaveLength(2);
  });

  it('is for administrators alone', async () => {
    const { accessToken, sessionId } = await signIn(server.api);
    const as = async (options?: object) =>
      codeOf(await server.api.get(`/admin/contexts/${sessionId}`, options));
    expect(await as()).toEqual([401, 'CIAM_E01_02_001']);
    expect(await as(bearer('dead'))).toEqual([401, 'CIAM_E01_02_002']);
    expect(await as(bearer(accessToken))).toEqual([403, 'CIAM_E01_02_003']);
  });

  it('has a chapter of every table that names a login, but for these', () => {
    const { app } = server;
    const named = app
      .get(DataSource)
      .entityMetadatas.filter(({ columns }) =>
        columns.some(({ databaseName }) => databaseName === 'context_id' || databaseName === 'session_id'),
      )
      .map(({ tableName }) => tableName);
    // The trail is the last chapter; the others are sought by person alone, and the trail tells the same.
    const elsewhere = ['audit_logs', 'cross_app_sessions_archive', 'login_attempts'];
    expect(named.filter((table) => !elsewhere.includes(table)).sort()).toEqual(
      app.get(ContextStories).tables.sort(),
    );
  });
});
