import { sha256 } from '../src/common/digest.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import {
  accountsOf,
  asApp,
  codeOf,
  may,
  NO_HAND_OFF,
  revokeHandOff,
  SECRET,
  tokenFor,
  validate,
  visitor,
} from './support/hand-offs.js';

const OLD = 'old-secret-of-box-office';
const NEW = 'new-secret-of-box-office';
const CANARY = 'canary-secret-of-hi-events';

const APPS = JSON.stringify([
  { id: 'tuvens', targets: ['hi-events', 'box-office'] },
  { id: 'hi-events', secrets: [CANARY] },
  { id: 'box-office', secrets: [OLD, NEW] },
]);

describe('the secrets of the apps', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer({ env: { APPS } });
  });

  afterAll(() => server.close());

  async function handOff(target: string): Promise<string> {
    const { accessToken } = await visitor(server);
    return tokenFor(server.api, accessToken, { target_app: target });
  }

  it('keep a token of one app useless to the other', async () => {
    const { api } = server;
    const token = await handOff('hi-events');
    expect(codeOf(await validate(api, token, NEW))).toEqual(NO_HAND_OFF);
    expect((await validate(api, token, CANARY)).status).toBe(200);
    expect(codeOf(await accountsOf(api, token, NEW))).toEqual(NO_HAND_OFF);
    const question = { session_token: token, permission: 'events:read' };
    expect(codeOf(await api.post('/cross-app/validate-permission', question, asApp(NEW)))).toEqual(
      NO_HAND_OFF,
    );
    expect((await revokeHandOff(api, token, asApp(NEW))).status).toBe(200);
    expect((await accountsOf(api, token, CANARY)).status).toBe(200);
  });

  it('lead to the first of the targets where none is named', async () => {
    const { accessToken } = await visitor(server);
    const token = await tokenFor(server.api, accessToken);
    expect((await validate(server.api, token, CANARY)).status).toBe(200);
  });

  it.each([OLD, NEW])('rotate: the app may use either while both are registered (%s)', async (secret) => {
    const token = await handOff('box-office');
    expect((await validate(server.api, token, secret)).status).toBe(200);
    expect((await accountsOf(server.api, token, OLD)).status).toBe(200);
    expect((await accountsOf(server.api, token, NEW)).status).toBe(200);
  });

  it('are those of the configuration alone', async () => {
    const token = await handOff('hi-events');
    for (const secret of [SECRET, sha256(CANARY), CANARY.toUpperCase(), `${CANARY}x`])
      expect(codeOf(await validate(server.api, token, secret))).toEqual([401, 'CIAM_E04_00_010']);
  });

  it('are held only as hashes', () => {
    const known = JSON.stringify(server.config);
    expect(known).toContain(sha256(CANARY));
    for (const secret of [CANARY, OLD, NEW]) expect(known).not.toContain(secret);
  });

  it('are not in a stolen dump, and nothing in it can be presented', async () => {
    const { api, rows } = server;
    const [fresh, used] = [await handOff('hi-events'), await handOff('hi-events')];
    await validate(api, used, CANARY);
    const dump = await rows.dump();
    expect(dump).toContain(sha256(fresh));
    for (const secret of [fresh, used, CANARY, OLD, NEW, sha256(CANARY)]) expect(dump).not.toContain(secret);
    const loot = [...new Set(dump.match(/[0-9a-f]{64}/g))];
    expect(loot).toEqual(expect.arrayContaining([sha256(fresh), sha256(used)]));
    for (const stolen of loot) {
      expect(codeOf(await validate(api, stolen, CANARY))).toEqual(NO_HAND_OFF);
      expect(codeOf(await accountsOf(api, stolen, CANARY))).toEqual(NO_HAND_OFF);
    }
    expect((await validate(api, fresh, CANARY)).status).toBe(200);
  });

  it('are asked for before anything is said of a token', async () => {
    const token = await handOff('hi-events');
    expect(codeOf(await may(server.api, token))).toEqual([401, 'CIAM_E04_00_010']);
  });
});
