import { DependencyUnavailable } from '../src/common/errors.js';
import { describeAnswers } from './support/contract.js';
import { newPerson } from './support/walk.js';

describe('the contract of the first door', () => {
  describeAnswers(
    'login',
    {
      'POST /auth/login': {
        '200 MFA_REQUIRED': ({ api }) => api.login('mfauser'),
        '200 MFA_REQUIRED (on a device whose trust has run out)': ({ api }) => api.login('expiredtrustuser'),
        '200 ESIGN_REQUIRED': ({ api }) => api.login('complianceuser'),
        '200 ESIGN_REQUIRED (of an optional document)': ({ api }) => api.login('privacyuser'),
        '201 SUCCESS': ({ api }) => api.login('testuser'),
        '201 SUCCESS (on a trusted device)': ({ api }) => api.login('trusteduser'),
        '201 SUCCESS (all tokens in the body)': ({ api }) =>
          api.login('testuser', {}, { headers: { 'x-token-delivery': 'body' } }),
        '400 E01_05_001': ({ api }) => api.post('/auth/login', { username: 'testuser' }),
        '400 E01_05_001 (no JSON)': ({ api }) => api.post('/auth/login', '{'),
        '401 E01_01_001 (unknown)': ({ api }) => api.login('nobody'),
        '401 E01_01_001 (wrong password)': ({ api }) => api.login('testuser', { password: 'wrong' }),
        '401 E01_01_016': ({ api }) => api.login('test****'),
        '403 E01_01_010': ({ api }) => api.login('denyuser'),
        '403 E01_01_010 (no factor to challenge)': async (server) => {
          const { username } = await newPerson(server, 'mfauser', { otpMethods: [], push: 'NOT_REGISTERED' });
          return server.api.login(username);
        },
        '423 E01_01_002': ({ api }) => api.login('userlockeduser'),
        '423 E01_01_003': ({ api }) => api.login('disableduser'),
        '423 E01_01_004': ({ api }) => api.login('enterpriseblockuser'),
        '423 E01_01_005': ({ api }) => api.login('mfalockeduser'),
        '423 E01_01_006': ({ api }) => api.login('deceaseduser'),
        '423 E01_01_008': ({ api }) => api.login('restricteduser'),
        '503 E05_00_002 (the directory is down)': ({ api, directory }) => {
          jest.spyOn(directory, 'authenticate').mockRejectedValue(new DependencyUnavailable('directory'));
          return api.login('testuser');
        },
      },
    },
    // Named for this endpoint, but binding is only offered after a second factor or a signature.
    { 'POST /auth/login': ['200 DEVICE_BIND_REQUIRED'] },
  );
});
