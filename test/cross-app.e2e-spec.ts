import { createTestServer, type TestServer } from './support/create-app.js';

describe('handing a person over to another app', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const secret = { headers: { 'x-shared-secret': 'dev-hi-events-secret' } };

  it('lets the target app take the person once', async () => {
    const { api } = server;
    const { access_token: token } = (await api.login('testuser')).body;
    const generated = await api.post(
      '/cross-app/generate-session',
      { state: 'visitor-7' },
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(generated.status).toBe(200);
    const body = { session_token: generated.body.session_token };
    const arrival = await api.post('/cross-app/validate-session', body, secret);
    expect(arrival.body).toMatchObject({
      email: 'testuser@example.test',
      state: 'visitor-7',
      account_id: 'acc-1001',
    });
    expect((await api.post('/cross-app/validate-session', body, secret)).status).toBe(404);
  });
});
