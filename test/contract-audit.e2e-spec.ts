import { AuditTails } from '../src/modules/audit/audit-tails.js';
import { TooManyRequests } from '../src/common/errors.js';
import { pathOf, signInReader } from './support/audit-lab.js';
import { describeAnswers, type Produce } from './support/contract.js';
import { bearer } from './support/hand-offs.js';
import { signIn } from './support/walk.js';

const LOGS = 'audit-logs';
const EXPORT = 'audit-logs/export';
const TAIL = 'audit-logs/tail';
const STORY = 'contexts/sess-1';
const ANOMALIES = 'anomalies';

type Query = Record<string, string>;

const read =
  (path: string, query?: Query): Produce =>
  async (server) =>
    (await signInReader(server)).get(path, query);

const story: Produce = async (server) => {
  const { sessionId } = await signIn(server.api);
  return (await signInReader(server)).get(`contexts/${sessionId}`);
};

/** What every operation says to those who are no administrators. */
function forOthers(path: string): Record<string, Produce> {
  return {
    '401 E01_02_001': ({ api }) => api.get(pathOf(path)),
    '401 E01_02_002': ({ api }) => api.get(pathOf(path), bearer('dead')),
    '403 E01_02_003': async ({ api }) => api.get(pathOf(path), bearer((await signIn(api)).accessToken)),
  };
}

describe('the contract of the audit trail', () => {
  describeAnswers('audit', {
    'GET /admin/audit-logs': {
      ...forOthers(LOGS),
      '200': read(LOGS),
      '200 (nothing)': read(LOGS, { cupid: 'nobody' }),
      '200 (with another page)': read(LOGS, { limit: '1' }),
      '400 E01_05_001': read(LOGS, { limit: '0' }),
      '400 E01_05_001 (no cursor of ours)': read(LOGS, { cursor: 'nonsense' }),
    },
    'GET /admin/audit-logs/export': {
      ...forOthers(EXPORT),
      '200': read(EXPORT),
      '200 (nothing)': read(EXPORT, { cupid: 'nobody' }),
      '400 E01_05_001': read(EXPORT, { severity: 'LOUD' }),
    },
    'GET /admin/audit-logs/tail': {
      ...forOthers(TAIL),
      '200': read(TAIL, { seconds: '0', from: '2026-03-01T00:00:00Z' }),
      '400 E01_05_001': read(TAIL, { seconds: '-1' }),
      '429 E01_06_001 (too many tails)': async (server) => {
        jest.spyOn(server.app.get(AuditTails), 'start').mockImplementation(() => {
          throw new TooManyRequests(30);
        });
        return read(TAIL)(server);
      },
    },
    'GET /admin/contexts/{context_id}': {
      ...forOthers(STORY),
      '200': story,
      '400 E01_05_001': read(`contexts/${'x'.repeat(65)}`),
      '404 E01_05_004': read(STORY),
    },
    'GET /admin/anomalies': {
      ...forOthers(ANOMALIES),
      '200': read(ANOMALIES),
      '200 (some)': async (server) => {
        for (const name of ['a', 'b']) await server.api.login(name);
        server.clock.advance(1);
        return read(ANOMALIES, { min_failures: '2' })(server);
      },
      '400 E01_05_001': read(ANOMALIES, { min_failures: '1' }),
    },
  });
});
