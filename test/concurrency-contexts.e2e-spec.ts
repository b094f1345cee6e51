import { type Api, type ApiResponse, ids, type Ids } from './support/api.js';
import { type Cluster, startCluster } from './support/cluster.js';

const PEOPLE = ['mfauser', 'pushexpired', 'otponlyuser', 'mfaesignuser', 'firsttimeuser', 'riskuser'];
const LOGINS_EACH = 4;

/** One person on their way through a login, and whatever they were last told. */
interface Walker {
  readonly username: string;
  readonly contextId: string;
  readonly api: Api;
  answer: ApiResponse;
  ids: Ids;
}

/** What an honest client does next. */
async function step(api: Api, answer: ApiResponse, at: Ids): Promise<ApiResponse> {
  switch (answer.body.response_type_code) {
    case 'MFA_REQUIRED':
      return api.initiate(at);
    case 'OTP_VERIFY_REQUIRED':
      return api.verify(at);
    case 'ESIGN_REQUIRED':
      return api.accept(at, answer.body.esign_document_id);
    default:
      return api.bind(at);
  }
}

const isDone = ({ answer }: Walker) => answer.body.response_type_code === 'SUCCESS';
const subject = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as { sub: string; sid: string };

describe('many logins of many people, interleaved', () => {
  let cluster: Cluster;
  const walkers: Walker[] = [];
  const strangers: ApiResponse[] = [];

  const begin = async (username: string, index: number) => {
    const api = cluster.apis[index % cluster.apis.length];
    const answer = await api.login(username, { drs_action_token: `mix-${index}` });
    walkers.push({ username, api, answer, contextId: answer.body.context_id, ids: ids(answer) });
  };

  /** Everybody goes on, and everybody also tries the next one's transaction in their own login. */
  const round = async (going: Walker[]) => {
    const targets = going.map((_, index) => going[(index + 1) % going.length].ids.transaction_id);
    await Promise.all(
      going.map(async (walker, index) => {
        const swapped = { context_id: walker.contextId, transaction_id: targets[index] };
        const [stranger, answer] = await Promise.all([
          step(walker.api, walker.answer, swapped),
          step(walker.api, walker.answer, walker.ids),
        ]);
        if (going.length > 1) strangers.push(stranger);
        Object.assign(walker, { answer, ids: { ...ids(answer), context_id: walker.contextId } });
      }),
    );
  };

  beforeAll(async () => {
    cluster = await startCluster();
    const names = PEOPLE.flatMap((name) => Array<string>(LOGINS_EACH).fill(name));
    await Promise.all(names.map((username, index) => begin(username, index)));
    for (let rounds = 0; rounds < 6 && !walkers.every(isDone); rounds++)
      await round(walkers.filter((walker) => !isDone(walker)));
  }, 60_000);

  afterAll(() => cluster.close());

  it('finishes every login although strangers try its transactions', () => {
    expect(walkers.map(({ answer }) => answer.body.response_type_code)).toEqual(
      Array(PEOPLE.length * LOGINS_EACH).fill('SUCCESS'),
    );
  });

  it('knows no transaction in a context that is not its own', () => {
    expect(strangers.length).toBeGreaterThan(50);
    expect(new Set(strangers.map(({ status, body }) => `${status} ${body.error_code}`))).toEqual(
      new Set(['404 CIAM_E01_03_001']),
    );
  });

  it('gives everybody tokens of their own session and nobody else’s', async () => {
    const subjects = new Map<string, Set<string>>();
    for (const { username, contextId, answer } of walkers) {
      const { sub, sid } = subject(answer.body.access_token);
      expect(sid).toBe(contextId);
      expect(answer.body.context_id).toBe(contextId);
      const known = subjects.get(username) ?? new Set();
      subjects.set(username, known.add(sub));
      const verified = await cluster.apis[0].verifyToken(answer.body.access_token);
      expect(verified.body).toMatchObject({ active: true, session_id: contextId, sub });
    }
    const all = [...subjects.values()];
    expect(all.every((one) => one.size === 1)).toBe(true);
    expect(new Set(all.flatMap((one) => [...one])).size).toBe(PEOPLE.length);
  });

  it('keeps every row of a login with the login’s own person', async () => {
    for (const table of ['sessions', 'audit_logs', 'drs_evaluations', 'esign_acceptances']) {
      const mixed = await cluster.rows.select(
        `SELECT r.context_id FROM ${table} r JOIN auth_contexts c ON c.context_id = r.context_id
          WHERE r.cupid IS NOT NULL AND r.cupid <> c.cupid`,
      );
      expect(mixed).toEqual([]);
    }
  });

  it('keeps every chain whole: numbered from one, each transaction hanging on one of the same login', async () => {
    const foreign = await cluster.rows.select(
      `SELECT t.transaction_id FROM auth_transactions t JOIN auth_transactions p ON p.transaction_id = t.parent_transaction_id
        WHERE p.context_id <> t.context_id OR p.sequence_number >= t.sequence_number`,
    );
    expect(foreign).toEqual([]);
    const gaps = await cluster.rows.select(
      `SELECT context_id FROM auth_transactions GROUP BY context_id
        HAVING max(sequence_number) <> count(*) OR min(sequence_number) <> 1
            OR count(*) FILTER (WHERE parent_transaction_id IS NULL) <> 1`,
    );
    expect(gaps).toEqual([]);
  });
});
