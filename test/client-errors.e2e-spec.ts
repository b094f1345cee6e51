import { clientOf, refusal, willing } from './support/client.js';
import { createListeningServer, type ListeningServer } from './support/listening.js';
import { newPerson } from './support/walk.js';

describe('the TypeScript client throws one kind of error', () => {
  let server: ListeningServer;

  beforeAll(async () => {
    server = await createListeningServer();
  });

  afterAll(() => server.close());

  const credentials = async (like: string) => ({
    username: (await newPerson(server, like)).username,
    password: 'password',
  });

  it('with what the server said', async () => {
    const { client } = clientOf(server);
    const error = await refusal(client.login({ username: 'testuser', password: 'wrong' }));
    expect(error).toMatchObject({ name: 'SallyportError', status: 401, error_code: 'CIAM_E01_01_001' });
    expect(error.correlation_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.message).toEqual(expect.any(String));
    expect(error.is('CIAM_E01_01_001')).toBe(true);
    expect(error.is('CIAM_E01_01_002', 'UNREACHABLE')).toBe(false);
  });

  it('with the fields that are wrong', async () => {
    const { client } = clientOf(server);
    const error = await refusal(client.login({ username: '', password: 'password' }));
    expect([error.status, error.details.map(({ field }) => field)]).toEqual([400, ['username']]);
  });

  it('with the attempts that remain, and what became of the transaction', async () => {
    const { client } = clientOf(server);
    const step = await client.login(await credentials('mfauser'));
    if (step.response_type_code !== 'MFA_REQUIRED') throw new Error(step.response_type_code);
    const sent = await client.sendCode(step, { method: 'voice', mfa_option_id: 2 });
    const remaining = [];
    for (let attempt = 1; attempt <= 5; attempt++)
      remaining.push((await refusal(client.verifyCode(sent, '9999'))).attempts_remaining);
    expect(remaining).toEqual([4, 3, 2, 1, 0]);
    const gone = await refusal(client.verifyCode(sent, '1234'));
    expect(gone).toMatchObject({
      status: 410,
      transaction_status: 'REJECTED',
      context_id: step.context_id,
    });
  });

  it('with the seconds to wait', async () => {
    const { client } = clientOf(server);
    const step = await client.login(await credentials('mfauser'));
    if (step.response_type_code !== 'MFA_REQUIRED') throw new Error(step.response_type_code);
    for (let time = 1; time <= 5; time++) await client.sendCode(step);
    const error = await refusal(client.sendCode(step));
    expect([error.status, error.error_code, error.retry_after]).toEqual([429, 'CIAM_E01_06_001', 900]);
  });

  it('when no server answers', async () => {
    const { client } = clientOf(server, { baseUrl: 'http://127.0.0.1:9' });
    const error = await refusal(client.login({ username: 'testuser', password: 'password' }));
    expect([error.status, error.error_code]).toEqual([0, 'UNREACHABLE']);
    expect(error.cause).toMatchObject({ name: 'TypeError' });
  });

  it.each([
    ['a page of a proxy', new Response('<html>Bad gateway</html>', { status: 502 }), 502],
    ['a page that is taken for an answer', new Response('<html>Welcome</html>'), 0],
    ['a door it does not know', Response.json({ response_type_code: 'RETINA_REQUIRED' }), 0],
  ])('when what answers is %s', async (_what, response, status) => {
    const { client } = clientOf(server, { fetch: async () => response });
    const error = await refusal(client.signIn({ username: 'a', password: 'b' }, willing(client)));
    expect([error.status, error.error_code]).toEqual([status, 'UNEXPECTED_ANSWER']);
  });

  it('but leaves a request that was called off what it is', async () => {
    const { client } = clientOf(server);
    await client.login(await credentials('testuser'));
    const call = client.api.GET('/auth/sessions', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
