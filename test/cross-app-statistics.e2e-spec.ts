import type { ApiResponse } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { asApp, bearer, codeOf, revokeHandOff, tokenFor, validate } from './support/hand-offs.js';
import { signIn } from './support/walk.js';

describe('the statistics of hand-offs', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  beforeEach(() => server.rows.execute('DELETE FROM cross_app_sessions'));

  async function statistics(query = '', username = 'adminuser'): Promise<ApiResponse> {
    const { accessToken } = await signIn(server.api, username);
    return server.api.get(`/cross-app/statistics${query}`, bearer(accessToken));
  }

  const newHandOff = async () => tokenFor(server.api, (await signIn(server.api)).accessToken);
  const today = () => server.clock.now().toISOString().slice(0, 10);
  /** Moves the clock to an instant of the next day in UTC, `milliseconds` after its midnight. */
  const toNextDay = (milliseconds: number) => {
    const day = 86_400_000;
    const now = server.clock.now().getTime();
    server.clock.advance((Math.ceil((now + 1) / day) * day + milliseconds - now) / 1000);
  };

  it('count by day what became of each', async () => {
    const { api, clock } = server;
    const day = today();
    const [used, revoked, both] = [await newHandOff(), await newHandOff(), await newHandOff()];
    await newHandOff();
    await validate(api, used);
    await revokeHandOff(api, revoked);
    await validate(api, both);
    await revokeHandOff(api, both);
    const counts = { day, created: 4, used: 2, revoked: 2 };
    expect((await statistics()).body).toEqual({ days: [{ ...counts, expired: 0 }] });
    clock.advance(900);
    await newHandOff();
    expect((await statistics()).body).toEqual({ days: [{ ...counts, created: 5, expired: 1 }] });
  });

  it('part the days at midnight in UTC', async () => {
    const { clock } = server;
    toNextDay(-1);
    const first = today();
    await newHandOff();
    clock.advance(0.001);
    const second = today();
    await newHandOff();
    await newHandOff();
    const none = { used: 0, revoked: 0, expired: 0 };
    const both = [
      { day: first, created: 1, ...none },
      { day: second, created: 2, ...none },
    ];
    expect(second).not.toBe(first);
    expect((await statistics()).body.days).toEqual(both);
    expect((await statistics(`?from=${first}&to=${first}`)).body.days).toEqual([both[0]]);
    expect((await statistics(`?from=${second}&to=${second}`)).body.days).toEqual([both[1]]);
  });

  it('look 30 days back unless they are told otherwise', async () => {
    const day = today();
    await newHandOff();
    server.clock.advance(30 * 86_400);
    expect((await statistics()).body.days).toHaveLength(1);
    server.clock.advance(86_400);
    expect((await statistics()).body.days).toEqual([]);
    expect((await statistics(`?from=${day}`)).body.days).toEqual([
      { day, created: 1, used: 0, revoked: 0, expired: 1 },
    ]);
  });

  it.each([
    '?from=yesterday',
    '?to=2026-02-30',
    '?from=2026-3-1',
    '?from=2026-03-02&to=2026-03-01',
    '?from=2024-01-01&to=2026-01-01',
  ])('refuse the range %s', async (query) => {
    expect(codeOf(await statistics(query))).toEqual([400, 'CIAM_E01_05_001']);
  });

  it('are for administrators', async () => {
    expect(codeOf(await statistics('', 'testuser'))).toEqual([403, 'CIAM_E01_02_003']);
    for (const options of [{}, asApp()])
      expect(codeOf(await server.api.get('/cross-app/statistics', options))).toEqual([
        401,
        'CIAM_E01_02_001',
      ]);
    expect(codeOf(await server.api.get('/cross-app/statistics', bearer('nonsense')))).toEqual([
      401,
      'CIAM_E01_02_002',
    ]);
  });
});
