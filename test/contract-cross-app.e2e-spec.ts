import { DependencyUnavailable } from '../src/common/errors.js';
import type { ApiResponse } from './support/api.js';
import { describeAnswers, type Produce } from './support/contract.js';
import type { ContractServer } from './support/contract-server.js';
import {
  accountsOf,
  asApp,
  bearer,
  generate,
  may,
  revokeHandOff,
  tokenFor,
  validate,
  visitor,
} from './support/hand-offs.js';
import { signIn } from './support/walk.js';

const LIFE = 15 * 60;
const UNKNOWN = '0'.repeat(64);
const ROUTE = '/cross-app';

type Ask = (server: ContractServer, token: string) => Promise<ApiResponse>;

/** With the token of a new hand-off. */
const handedOff =
  (ask: Ask, body: object = {}): Produce =>
  async (server) => {
    const { accessToken } = await visitor(server);
    return ask(server, await tokenFor(server.api, accessToken, body));
  };

/** With that of somebody who has arrived. */
const arrived = (ask: Ask): Produce =>
  handedOff(async (server, token) => {
    await validate(server.api, token);
    return ask(server, token);
  });

const tooLate =
  (ask: Ask): Ask =>
  (server, token) => {
    server.clock.advance(LIFE);
    return ask(server, token);
  };

const directoryDown =
  (ask: Ask): Ask =>
  (server, token) => {
    jest.spyOn(server.directory, 'find').mockRejectedValue(new DependencyUnavailable('directory'));
    return ask(server, token);
  };

const take: Ask = ({ api }, token) => validate(api, token);
const list: Ask = ({ api }, token) => accountsOf(api, token);
const allowed: Ask = ({ api }, token) => may(api, token);

/** What only those hear who have not arrived. */
const strangers = (ask: Ask): Record<string, Produce> => ({
  '404 E04_00_003 (unknown)': (server) => ask(server, UNKNOWN),
  '404 E04_00_003 (not validated yet)': handedOff(ask),
  '404 E04_00_003 (expired)': arrived(tooLate(ask)),
  '503 E05_00_002 (the directory is down)': arrived(directoryDown(ask)),
});

const signedIn =
  (body: object): Produce =>
  async (server) =>
    generate(server.api, (await visitor(server)).accessToken, body);

const statistics =
  (username: string, query = ''): Produce =>
  async ({ api }) =>
    api.get(`${ROUTE}/statistics${query}`, bearer((await signIn(api, username)).accessToken));

describe('the contract of hand-offs between apps', () => {
  describeAnswers('cross-app', {
    'POST /cross-app/generate-session': {
      '200': signedIn({}),
      '200 (to an app, with an account and a state)': signedIn({ target_app: 'hi-events', state: 's' }),
      '200 (of somebody without accounts)': async (server) =>
        generate(server.api, (await visitor(server, { accounts: [] })).accessToken),
      '400 E01_05_001': signedIn({ target_app: 'nowhere' }),
      '401 E01_02_001': ({ api }) => api.post(`${ROUTE}/generate-session`),
      '401 E01_02_002': ({ api }) => generate(api, 'dead'),
      '403 E01_02_003 (another person’s account)': signedIn({ account_id: 'acc-9999' }),
      '503 E05_00_002 (the directory is down)': async (server) => {
        const { accessToken } = await visitor(server);
        return directoryDown(({ api }) => generate(api, accessToken))(server, '');
      },
    },
    'POST /cross-app/validate-session': {
      '200': handedOff(take),
      '200 (with a state)': handedOff(take, { state: 's' }),
      '400 E01_05_001': (server) => take(server, 'short'),
      '401 E04_00_010': ({ api }) => validate(api, UNKNOWN, 'wrong'),
      '404 E04_00_003 (unknown)': (server) => take(server, UNKNOWN),
      '404 E04_00_003 (used)': arrived(take),
      '404 E04_00_003 (expired)': handedOff(tooLate(take)),
      '503 E05_00_002 (the directory is down)': handedOff(directoryDown(take)),
    },
    'GET /cross-app/user-accounts': {
      ...strangers(list),
      '200': arrived(list),
      '401 E04_00_010': ({ api }) => accountsOf(api, UNKNOWN, 'wrong'),
      '404 E04_00_003 (no token)': ({ api }) => api.get(`${ROUTE}/user-accounts`, asApp()),
    },
    'POST /cross-app/validate-permission': {
      ...strangers(allowed),
      '200': arrived(allowed),
      '200 (not allowed)': arrived(({ api }, token) => may(api, token, 'events:delete')),
      '400 E01_05_001': ({ api }) => may(api, UNKNOWN, ''),
      '401 E04_00_010': ({ api }) =>
        api.post(`${ROUTE}/validate-permission`, { session_token: UNKNOWN, permission: 'x' }),
    },
    'POST /cross-app/revoke-session': {
      '200 (by its app)': handedOff(({ api }, token) => revokeHandOff(api, token)),
      '200 (by its owner)': async (server) => {
        const { accessToken } = await visitor(server);
        return revokeHandOff(server.api, await tokenFor(server.api, accessToken), bearer(accessToken));
      },
      '200 (unknown)': ({ api }) => revokeHandOff(api, UNKNOWN),
      '400 E01_05_001': ({ api }) => revokeHandOff(api, 'short'),
      '401 E01_02_002': ({ api }) => revokeHandOff(api, UNKNOWN, bearer('dead')),
      '401 E04_00_010': ({ api }) => revokeHandOff(api, UNKNOWN, {}),
    },
    'GET /cross-app/statistics': {
      '200': statistics('adminuser'),
      '200 (of a day with hand-offs)': handedOff((server) => statistics('adminuser')(server)),
      '400 E01_05_001': statistics('adminuser', '?from=yesterday'),
      '401 E01_02_001': ({ api }) => api.get(`${ROUTE}/statistics`),
      '401 E01_02_002': ({ api }) => api.get(`${ROUTE}/statistics`, bearer('dead')),
      '403 E01_02_003': statistics('testuser'),
    },
  });
});
