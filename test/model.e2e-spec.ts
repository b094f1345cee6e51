import fc from 'fast-check';
import { createTestServer, type TestServer } from './support/create-app.js';
import type { ModelContext } from './support/login-model-rules.js';
import { walks } from './support/model-moves.js';
import { TRAITS } from './support/model-people.js';
import { ModelWalker } from './support/model-walker.js';
import { usesPostgres } from './support/test-config.js';

/** The same walks every time; another number, printed with a failure, walks elsewhere: MODEL_SEED, MODEL_RUNS. */
const SEED = Number(process.env.MODEL_SEED ?? 20260301);
const RUNS = Number(process.env.MODEL_RUNS ?? (usesPostgres ? 30 : 120));
const STEPS = 30;

/** If the walks miss one of these, they do not go where it matters. */
const WORTH_SEEING = [
  '200 MFA_REQUIRED',
  '200 OTP_VERIFY_REQUIRED',
  '200 PUSH_VERIFY_REQUIRED',
  '200 MFA_PENDING',
  '200 ESIGN_REQUIRED',
  '200 ESIGN_DECLINED',
  '200 DEVICE_BIND_REQUIRED',
  '200 SUCCESS',
  '201 SUCCESS',
  '400 E01_01_009',
  '400 E01_01_017',
  '400 E01_03_003',
  '400 E01_04_002',
  '404 E01_03_001',
  '410 E01_03_002',
  '423 E01_01_005',
  '429 E01_06_001',
];

describe('random walks through logins', () => {
  let server: TestServer;
  const seen = new Set<string>();

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  /** What a login that stands as the model says has left. */
  const traces = ({ id, outcome, transactions }: ModelContext, now: number) => ({
    context_id: id,
    outcome,
    sessions: outcome === 'SUCCESS' ? 1 : 0,
    tokens: outcome === 'SUCCESS' ? 3 : 0,
    pending: transactions.filter(({ status, expiresAt }) => status === 'PENDING' && now < expiresAt).length,
    transactions: transactions.length,
  });

  const found = async ({ id }: ModelContext) => {
    const [row] = await server.rows.select(
      `SELECT c.context_id, c.outcome,
              (SELECT count(*) FROM sessions s WHERE s.context_id = c.context_id) AS sessions,
              (SELECT count(*) FROM tokens k WHERE k.session_id = c.context_id) AS tokens,
              (SELECT count(*) FROM auth_transactions t
                WHERE t.context_id = c.context_id AND t.transaction_status = 'PENDING' AND t.expires_at > $2) AS pending,
              (SELECT count(*) FROM auth_transactions t WHERE t.context_id = c.context_id) AS transactions
         FROM auth_contexts c WHERE c.context_id = $1`,
      [id, server.clock.now()],
    );
    const { context_id, outcome, ...counts } = row ?? {};
    const numbers = Object.entries(counts).map(([name, count]) => [name, Number(count)]);
    return { context_id, outcome, ...Object.fromEntries(numbers) };
  };

  it('goes nowhere the model does not go, and yields tokens once where it does', async () => {
    const property = fc.asyncProperty(walks(Object.keys(TRAITS), STEPS), async (walk) => {
      const walker = new ModelWalker(server);
      await walker.walk(walk);
      const { contexts, now } = walker.model;
      for (const context of contexts) walker.agree(traces(context, now), await found(context));
      for (const answer of walker.seen) seen.add(answer);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
  }, 120_000);

  it('has come by every answer that there is to come by', () => {
    expect(WORTH_SEEING.filter((answer) => !seen.has(answer))).toEqual([]);
  });
});
