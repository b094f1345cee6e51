import type { ApiResponse, CallOptions } from './support/api.js';
import { describeAnswers, type Produce } from './support/contract.js';
import type { ContractServer } from './support/contract-server.js';
import { bearer, visitor } from './support/hand-offs.js';
import { bindDevice, newPerson } from './support/walk.js';

const TOO_LONG = 'x'.repeat(65);
const NAME = { device_name: 'My phone' };

type Ask = (server: ContractServer, options?: CallOptions) => Promise<ApiResponse>;

/** What every route says to those who bring no good access token. */
function withoutToken(ask: Ask): Record<string, Produce> {
  return {
    '401 E01_02_001': (server) => ask(server),
    '401 E01_02_002': (server) => ask(server, bearer('dead')),
    '401 E01_02_002 (of a session that is over)': async (server) => {
      const { accessToken, refreshToken } = await visitor(server);
      await server.api.logout(refreshToken);
      return ask(server, bearer(accessToken));
    },
  };
}

const signedIn =
  (ask: Ask): Produce =>
  async (server) =>
    ask(server, bearer((await visitor(server)).accessToken));

/** Asks with the id of a device that the person has bound, in the session in which they bound it. */
const onDevice =
  (ask: (server: ContractServer, id: string, options: CallOptions) => Promise<ApiResponse>): Produce =>
  async (server) => {
    const { username } = await newPerson(server, 'mfauser');
    const { body } = await bindDevice(server.api, username, { drs_action_token: 'phone' });
    const options = bearer(body.access_token);
    const { devices } = (await server.api.get('/auth/devices', options)).body;
    return ask(server, devices[0].device_id, options);
  };

const sessions: Ask = ({ api }, options) => api.get('/auth/sessions', options);
const devices: Ask = ({ api }, options) => api.get('/auth/devices', options);
const others: Ask = ({ api }, options) => api.call('POST', '/auth/logout/others', undefined, options);
const all: Ask = ({ api }, options) => api.call('POST', '/auth/logout/all', undefined, options);
const end =
  (id: string): Ask =>
  ({ api }, options) =>
    api.call('DELETE', `/auth/sessions/${id}`, undefined, options);
const remove =
  (id: string): Ask =>
  ({ api }, options) =>
    api.call('DELETE', `/auth/devices/${id}`, undefined, options);
const rename =
  (id: string, body: object = NAME): Ask =>
  ({ api }, options) =>
    api.call('PATCH', `/auth/devices/${id}`, body, options);

describe('the contract of one’s own sessions and devices', () => {
  describeAnswers('own', {
    'GET /auth/sessions': { ...withoutToken(sessions), '200': signedIn(sessions) },
    'POST /auth/logout/others': { ...withoutToken(others), '200': signedIn(others) },
    'POST /auth/logout/all': { ...withoutToken(all), '200': signedIn(all) },
    'DELETE /auth/sessions/{session_id}': {
      ...withoutToken(end('sess-1')),
      '204': async (server) => {
        const { sessionId, accessToken } = await visitor(server);
        return end(sessionId)(server, bearer(accessToken));
      },
      '400 E01_05_001': signedIn(end(TOO_LONG)),
      '404 E01_05_004 (unknown)': signedIn(end('sess-1')),
      '404 E01_05_004 (another person’s)': async (server) => {
        const { sessionId } = await visitor(server);
        return signedIn(end(sessionId))(server);
      },
    },
    'GET /auth/devices': {
      ...withoutToken(devices),
      '200': onDevice((server, _id, options) => devices(server, options)),
      '200 (none)': signedIn(devices),
    },
    'PATCH /auth/devices/{device_id}': {
      ...withoutToken(rename('any')),
      '200': onDevice((server, id, options) => rename(id)(server, options)),
      '400 E01_05_001': onDevice((server, id, options) => rename(id, {})(server, options)),
      '404 E01_05_004 (unknown)': signedIn(rename('any')),
      '404 E01_05_004 (another person’s)': onDevice((server, id) => signedIn(rename(id))(server)),
    },
    'DELETE /auth/devices/{device_id}': {
      ...withoutToken(remove('any')),
      '204': onDevice((server, id, options) => remove(id)(server, options)),
      '400 E01_05_001': signedIn(remove(TOO_LONG)),
      '404 E01_05_004 (unknown)': signedIn(remove('any')),
      '404 E01_05_004 (another person’s)': onDevice((server, id) => signedIn(remove(id))(server)),
    },
  });
});
