import { addSeconds } from '../src/common/clock.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { AuditSealRepository } from '../src/modules/audit/audit-seal.repository.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';

// The embedded engine plans otherwise, and holds a few seals alone.
const onPostgres = usesPostgres ? describe : describe.skip;

const SEALS = 50_000;
const DAY = 86_400;

/** One a minute, the last of them now. */
const FILL = `INSERT INTO audit_seals (sequence_number, supplements, after_timestamp, after_log_id, through_timestamp,
    through_log_id, row_count, digests, digests_hash, previous_hash, seal_hash, key_id, signature, sealed_at)
  SELECT n, NULL, at - interval '1 minute', gen_random_uuid(), at, gen_random_uuid(), 1000, ''::bytea,
    repeat('a', 64), repeat('b', 64), repeat('c', 64), repeat('d', 43), repeat('e', 86), at
  FROM generate_series(1, ${SEALS}) n, LATERAL (SELECT $1::timestamptz - (${SEALS} - n) * interval '1 minute' AS at) t`;

onPostgres('among many seals', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
    await server.rows.execute(FILL, [server.clock.now()]);
    await server.rows.execute('ANALYZE audit_seals');
  }, 120_000);

  afterAll(() => server.close());

  it('those of the last day are found by their time, without a look at the others', async () => {
    const since = addSeconds(server.clock.now(), -DAY);
    const seals = server.app.get(AuditSealRepository);
    const statements = new StatementCounter(server);
    const [sql = ''] = await statements.during(async () => {
      const numbers = await server.app.get(UnitOfWork).read(() => seals.findNumbersSince(since));
      expect(numbers).toEqual({ first: SEALS - 1439, last: SEALS });
    });
    statements.detach();
    const plan = await server.rows.explain(sql, [since]);
    expect(plan).toContain('idx_audit_seals_sealed');
    expect(plan).not.toMatch(/Filter|Seq Scan/);
  });
});
