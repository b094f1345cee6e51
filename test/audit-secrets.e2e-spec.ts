import { OtpSender } from '../src/modules/mfa/otp-sender.port.js';
import { type Reader, signInReader } from './support/audit-lab.js';
import { ids } from './support/api.js';
import {
  CANARY,
  CANARY_ENV,
  CanaryOtpSender,
  failWithSecrets,
  Harvest,
  secretivePerson,
  walkWithSecrets,
} from './support/canaries.js';
import { createTestServer, type TestServer } from './support/create-app.js';

describe('what administrators read of the audit trail', () => {
  const harvest = new Harvest();
  let server: TestServer;
  let reader: Reader;
  const texts: string[] = [];

  beforeAll(async () => {
    server = await createTestServer({
      env: CANARY_ENV,
      override: (builder) => builder.overrideProvider(OtpSender).useValue(new CanaryOtpSender()),
    });
    reader = await signInReader(server);
    const { directory, api } = server;
    const authenticate = directory.authenticate.bind(directory);
    jest
      .spyOn(directory, 'authenticate')
      .mockImplementation((name, given) =>
        authenticate(name, given === CANARY.password ? 'password' : given),
      );
    const { username } = await secretivePerson(server);
    await walkWithSecrets(api, username, harvest);
    const login = await api.login(username, { password: CANARY.password });
    await failWithSecrets(api, username, ids(login, await api.initiate(ids(login))));
  });

  afterAll(() => server.close());

  const read = async (path: string, query?: Record<string, string>) => {
    const answer = await reader.get(path, query);
    expect(answer.status).toBe(200);
    texts.push(answer.text);
    return answer;
  };

  it('holds none of the secrets that were sent, whichever way they read it', async () => {
    const { body } = await read('audit-logs', { limit: '100' });
    const events = body.events as { context_id: string | null }[];
    const logins = new Set(events.flatMap(({ context_id: id }) => id ?? []));
    for (const id of logins) await read(`contexts/${id}`);
    const { text } = await read('audit-logs/export');
    expect(text.split('\n').length).toBeGreaterThan(events.length);
    await read('audit-logs/tail', { seconds: '0', from: '2026-03-01T00:00:00Z' });
    const { body: report } = await read('anomalies', { min_failures: '2', to: '2026-03-02T00:00:00Z' });
    expect(report.anomalies.length).toBeGreaterThan(1);
    expect(logins.size).toBeGreaterThan(2);
    expect(harvest.found.size).toBeGreaterThan(Object.keys(CANARY).length + 10);
    expect(harvest.in(texts.join())).toEqual([]);
  });
});
