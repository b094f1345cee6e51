import { DependencyUnavailable } from '../src/common/errors.js';
import { describeAnswers } from './support/contract.js';
import type { ContractServer } from './support/contract-server.js';
import { bearer, type Visitor, visitor } from './support/hand-offs.js';

const DAY = 24 * 60 * 60;
const AFTER_GRACE = 11;
const IN_BODY = { headers: { 'x-token-delivery': 'body' } };

const refresh = ({ api }: ContractServer, { refreshToken }: Visitor) => api.refresh(refreshToken);

describe('the contract of refresh and logout', () => {
  describeAnswers('session', {
    'POST /auth/refresh': {
      '200': async (server) => refresh(server, await visitor(server)),
      '200 (in the body)': async (server) => {
        const { refreshToken: refresh_token } = await visitor(server);
        return server.api.post('/auth/refresh', { refresh_token }, IN_BODY);
      },
      '200 (again, within the grace)': async (server) => {
        const session = await visitor(server);
        await refresh(server, session);
        return refresh(server, session);
      },
      '400 E01_05_001 (cookie and body differ)': async (server) => {
        const cookies = { refresh_token: (await visitor(server)).refreshToken };
        return server.api.post('/auth/refresh', { refresh_token: 'another' }, { cookies });
      },
      '401 E04_00_001': ({ api }) => api.refresh('not.one.of-ours'),
      '401 E04_00_002 (reused)': async (server) => {
        const session = await visitor(server);
        await refresh(server, session);
        server.clock.advance(AFTER_GRACE);
        return refresh(server, session);
      },
      '401 E04_00_002 (revoked)': async (server) => {
        const session = await visitor(server);
        await server.api.logout(session.refreshToken);
        return refresh(server, session);
      },
      '401 E04_00_002 (past the end of its family)': async (server) => {
        const session = await visitor(server);
        server.clock.advance(14 * DAY);
        return refresh(server, session);
      },
      '401 E04_00_004 (the person was disabled)': async (server) => {
        const session = await visitor(server);
        server.directory.put({ ...session.person, standing: 'DISABLED' });
        return refresh(server, session);
      },
      '401 E04_00_005': async (server) => {
        const session = await visitor(server);
        server.clock.advance(DAY);
        return refresh(server, session);
      },
      '401 E04_00_008': ({ api }) => api.post('/auth/refresh'),
      '503 E05_00_002 (the directory is down)': async (server) => {
        const session = await visitor(server);
        jest.spyOn(server.directory, 'find').mockRejectedValue(new DependencyUnavailable('directory'));
        return refresh(server, session);
      },
    },
    'POST /auth/logout': {
      '200 (by cookie)': async (server) => server.api.logout((await visitor(server)).refreshToken),
      '200 (by body)': async (server) => {
        const { refreshToken: refresh_token } = await visitor(server);
        return server.api.post('/auth/logout', { refresh_token });
      },
      '200 (by bearer)': async (server) =>
        server.api.post('/auth/logout', {}, bearer((await visitor(server)).accessToken)),
      '200 (without credentials)': ({ api }) => api.post('/auth/logout'),
      '200 (with dead ones)': ({ api }) => api.logout('dead'),
      '400 E01_05_001': ({ api }) => api.post('/auth/logout', { refresh_token: 1 }),
    },
  });
});
