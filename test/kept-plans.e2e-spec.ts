import { Scope } from '../src/database/scope.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { accountsOf, may, tokenFor, validate } from './support/hand-offs.js';
import { usesPostgres } from './support/test-config.js';
import { refreshTokenOf, signIn } from './support/walk.js';

// The embedded engine keeps no plans.
const onPostgres = usesPostgres ? describe : describe.skip;

/** Indexes of all that is open, live or trusted: tiny when a plan is made, large when it is used. */
const OF_ALL_LIVE = /idx_\w+_(open|active|pending|trusted)_\w+/;

onPostgres('a database that has no statistics yet', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  const walkTheChain = async () => {
    const { api } = server;
    const login = await api.login('mfaesignuser', { drs_action_token: 'a phone' });
    const verified = await api.verify(ids(login, await api.initiate(ids(login))));
    const accepted = await api.accept(ids(login, verified));
    return [login, verified, accepted, await api.bind(ids(login, accepted))];
  };

  const liveASession = async () => {
    const { api } = server;
    const { accessToken, refreshToken } = await signIn(api);
    const checked = await api.verifyToken(accessToken);
    const handOff = await tokenFor(api, accessToken);
    const used = [await validate(api, handOff), await accountsOf(api, handOff), await may(api, handOff)];
    const refreshed = await api.refresh(refreshToken);
    return [checked, ...used, refreshed, await api.logout(refreshTokenOf(refreshed))];
  };

  it('seeks one row by its key, in the plans that it keeps for prepared statements', async () => {
    const sent = jest.spyOn(Scope.prototype, 'query');
    const answers = [...(await walkTheChain()), ...(await liveASession())];
    const statements = new Set(sent.mock.calls.map(([{ sql }]) => sql).filter((sql) => sql.includes('$1')));
    sent.mockRestore();
    expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
    expect(statements.size).toBeGreaterThan(15);
    for (const sql of statements)
      expect([sql, await server.rows.explainKept(sql)]).toEqual([
        sql,
        expect.not.stringMatching(OF_ALL_LIVE),
      ]);
  });
});
