import { describeAnswers } from './support/contract.js';
import { visitor } from './support/hand-offs.js';
import { GATEWAY, introspect, postForm, revokeToken, STRANGERS } from './support/oauth.js';

/** Those who authenticate wrongly learn nothing of a token, and revoke none. */
const introspections = STRANGERS.map(([who, by]) => [`200 (asked by ${who})`, by] as const);
const revocations = STRANGERS.map(([who, by]) => [`401 E01_02_004 (asked by ${who})`, by] as const);

describe('the contract of what resource servers ask', () => {
  describeAnswers('tokens', {
    'POST /auth/token/verify': {
      '200': async (server) => server.api.verifyToken((await visitor(server)).accessToken),
      '200 (with scopes)': async (server) =>
        server.api.verifyToken((await visitor(server)).accessToken, ['openid']),
      '200 (not active)': ({ api }) => api.verifyToken('dead'),
      '400 E01_05_001': ({ api }) => api.verifyToken(''),
      '401 E04_00_010': ({ api }) => api.post('/auth/token/verify', { token: 'x' }),
    },
    'POST /auth/introspect': {
      '200 (an access token)': async (server) => introspect(server.api, (await visitor(server)).accessToken),
      '200 (a refresh token)': async (server) => introspect(server.api, (await visitor(server)).refreshToken),
      '200 (not active)': ({ api }) => introspect(api, 'dead'),
      ...Object.fromEntries(
        introspections.map(([way, by]) => [way, ({ api }) => by(introspect, api, 'dead')]),
      ),
      '400 E01_05_001': ({ api }) => postForm(api, '/auth/introspect', {}, GATEWAY),
      '400 E01_05_001 (a parameter twice)': ({ api }) =>
        postForm(api, '/auth/introspect', 'token=a&token=b', GATEWAY),
    },
    'POST /auth/revoke': {
      '200 (an access token)': async (server) => revokeToken(server.api, (await visitor(server)).accessToken),
      '200 (a refresh token)': async (server) =>
        revokeToken(server.api, (await visitor(server)).refreshToken),
      '200 (not active)': ({ api }) => revokeToken(api, 'dead'),
      ...Object.fromEntries(revocations.map(([way, by]) => [way, ({ api }) => by(revokeToken, api, 'dead')])),
      '400 E01_05_001': ({ api }) => postForm(api, '/auth/revoke', {}, GATEWAY),
    },
  });
});
