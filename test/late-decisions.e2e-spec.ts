import { FlowGate } from '../src/modules/auth-flow/flow-gate.service.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { holdUp } from './support/hold-up.js';
import { newPerson } from './support/walk.js';

describe('what is decided while a login is under way', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  it('a no to a prompt that was superseded keeps further prompts away, but not codes', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfauser');
    const login = await api.login(username);
    const first = ids(login, await api.push(ids(login)));
    await api.push(ids(login));
    const no = await api.approve(first, { decision: 'deny' });
    expect([no.status, no.body.transaction_status]).toEqual([410, 'EXPIRED']);
    const third = await api.push(ids(login));
    expect([third.status, third.body.error_code]).toEqual([400, 'CIAM_E01_01_009']);
    expect((await api.initiate(ids(login))).status).toBe(200);
    expect(await server.rows.eventsOf(login.body.context_id)).toContain('mfa.push.rejected');
  });

  it.each(['before', 'after'] as const)(
    'a no counts whose prompt is superseded right %s it was looked at',
    async (when) => {
      const { api, app } = server;
      const { username } = await newPerson(server, 'mfauser');
      const login = await api.login(username);
      const first = ids(login, await api.push(ids(login)));
      const { isReached, letGo } = holdUp(app.get(FlowGate), 'admit', when);
      const denial = api.approve(first, { decision: 'deny' });
      await isReached;
      expect((await api.push(ids(login))).status).toBe(200);
      letGo();
      const no = await denial;
      expect([no.status, no.body.transaction_status]).toEqual([410, 'EXPIRED']);
      expect((await api.push(ids(login))).body.error_code).toBe('CIAM_E01_01_009');
      expect(await server.rows.eventsOf(login.body.context_id)).toContain('mfa.push.rejected');
    },
  );

  it('a no to a prompt that ran out counts as well', async () => {
    const { api, clock } = server;
    const { username } = await newPerson(server, 'pushexpired');
    const login = await api.login(username);
    const push = ids(login, await api.push(ids(login)));
    clock.advance(121);
    expect((await api.approve(push, { decision: 'deny' })).status).toBe(410);
    expect((await api.push(ids(login))).body.error_code).toBe('CIAM_E01_01_009');
  });

  it('a stranger’s no, with another login’s id, counts for nobody', async () => {
    const { api } = server;
    const { username } = await newPerson(server, 'mfauser');
    const login = await api.login(username);
    const first = ids(login, await api.push(ids(login)));
    await api.push(ids(login));
    const other = await api.login(username);
    const crossed = { context_id: other.body.context_id, transaction_id: first.transaction_id };
    expect((await api.approve(crossed, { decision: 'deny' })).status).toBe(404);
    expect((await api.push(ids(login))).status).toBe(200);
  });

  it('an administrator’s lock of the second factor stops new challenges and the right code', async () => {
    const { api, directory } = server;
    const person = await newPerson(server, 'mfauser');
    const login = await api.login(person.username);
    const sent = await api.initiate(ids(login));
    directory.put({ ...person, mfaLocked: true });
    for (const answer of [await api.initiate(ids(login)), await api.verify(ids(login, sent))]) {
      expect([answer.status, answer.body.error_code]).toEqual([423, 'CIAM_E01_01_005']);
    }
    directory.put(person);
    expect((await api.verify(ids(login, sent))).status).toBe(201);
  });
});
