import { type AuditFilter, startOf } from '../src/modules/audit/audit-filter.js';
import { ANOMALIES } from '../src/modules/audit/anomaly-kinds.js';
import { AnomalyService } from '../src/modules/audit/anomaly.service.js';
import { AuditSearchRepository } from '../src/modules/audit/audit-search.repository.js';
import { AuditTailRepository } from '../src/modules/audit/audit-tail.repository.js';
import { TailWindow } from '../src/modules/audit/tail-window.js';
import { ContextStories } from '../src/database/context-stories.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { StatementCounter } from './support/statement-counter.js';
import { usesPostgres } from './support/test-config.js';

// The embedded engine plans otherwise, has no partitions, and holds a few logins alone.
const onPostgres = usesPostgres ? describe : describe.skip;

const ROWS = 60_000;

/** Three months of rows from this one on: one in 500 failed, one in 5000 is an alarm. */
const FILL = `INSERT INTO audit_logs
  SELECT gen_random_uuid(), date_trunc('month', now(), 'UTC') + n * interval '2 minutes', 'type.' || n % 40,
    CASE n % 200 WHEN 7 THEN 'ADMIN' WHEN 8 THEN 'ESIGN' ELSE 'AUTH' END,
    CASE WHEN n % 5000 = 0 THEN 'ERROR' WHEN n % 500 = 0 THEN 'WARN' ELSE 'INFO' END,
    CASE WHEN n % 500 = 0 THEN 'FAILURE' ELSE 'SUCCESS' END,
    'context ' || n / 10, 'transaction ' || n / 4, 'session ' || n / 10, 'person ' || n % 1000,
    'request ' || n / 3, '203.0.113.7', 'Browser/1', '{}', NULL, NULL
  FROM generate_series(1, ${ROWS}) n`;

onPostgres('a search among many audit rows', () => {
  let server: TestServer;
  let months: Date[];

  beforeAll(async () => {
    server = await createTestServer();
    await server.rows.execute(FILL);
    await server.rows.execute('ANALYZE audit_logs');
    const found = await server.rows.select(
      `SELECT date_trunc('month', now(), 'UTC') + n * interval '1 month' AS month FROM generate_series(0, 3) n`,
    );
    months = found.map(({ month }) => month as Date);
  }, 120_000);

  afterAll(() => server.close());

  async function planOf(filter: AuditFilter, from: Date, to: Date): Promise<string> {
    const repository = server.app.get(AuditSearchRepository);
    const { sql, parameters } = repository.statement({ filter, from, before: startOf(to), limit: 101 });
    return server.rows.explain(sql.replace('{columns}', '*'), parameters);
  }

  const partition = (month: Date) => `audit_logs_${month.toISOString().slice(0, 7).replace('-', '_')}`;

  const FILTERS: [string, AuditFilter, RegExp][] = [
    ['nothing', {}, /event_timestamp_log_id_idx/],
    ['a person', { cupid: 'person 7' }, /cupid_event_timestamp/],
    ['a login', { contextId: 'context 7' }, /context_id_idx/],
    ['a step', { transactionId: 'transaction 7' }, /transaction_id_idx/],
    ['a session', { sessionId: 'session 7' }, /session_id_idx/],
    ['a request', { correlationId: 'request 7' }, /correlation_id_idx/],
    ['a type', { eventType: 'type.7' }, /event_type_event_timestamp/],
    ['a rare category', { category: 'ADMIN' }, /event_category_event_timestamp/],
    ['a common category', { category: 'AUTH' }, /event_timestamp/],
    ['alarms', { severity: 'ERROR' }, /event_severity_event_timestamp/],
    ['warnings', { severity: 'WARN' }, /_event_timestamp_idx1?/],
    ['what is no warning', { severity: 'INFO' }, /event_timestamp/],
    ['failures', { outcome: 'FAILURE' }, /event_outcome_event_timestamp_idx/],
    ['what waits', { outcome: 'PENDING' }, /event_outcome_event_timestamp_idx/],
    ['successes', { outcome: 'SUCCESS' }, /event_timestamp/],
    ['all at once', { cupid: 'person 7', eventType: 'type.7', category: 'AUTH', outcome: 'SUCCESS' }, /_idx/],
  ];

  it.each(FILTERS)(
    'for %s uses an index, and in a month that month’s partition alone',
    async (_, filter, index) => {
      const [, second, third] = months as [Date, Date, Date];
      const plan = await planOf(filter, second, new Date(third.getTime() - 1));
      expect(plan).toMatch(index);
      expect(plan).not.toContain('Seq Scan');
      const touched = [...plan.matchAll(/ on (audit_logs\w*)/g)].map(([, name]) => name);
      expect([
        ...new Set(touched.filter((name) => !name?.endsWith('idx') && !/_idx\d*$/.test(name ?? ''))),
      ]).toEqual([partition(second)]);
    },
  );

  it.each(FILTERS)('for %s uses an index over all time as well', async (_, filter) => {
    const plan = await planOf(filter, new Date(0), new Date('9999-12-31T00:00:00Z'));
    expect(plan).toContain('Index');
    // A partition that holds nothing is read by whatever means.
    const full = months.slice(0, 3).map(partition);
    for (const name of full) expect(plan).not.toContain(`Seq Scan on ${name}`);
  });

  it('finds every chapter of the story of a login by an index', async () => {
    const statements = new StatementCounter(server);
    const heard = await statements.during(() => server.app.get(ContextStories).tell('context 7'));
    statements.detach();
    expect(heard).toHaveLength(7);
    const unitOfWork = server.app.get(UnitOfWork);
    for (const sql of heard) {
      const plan = await unitOfWork.run(async () => {
        // The tables are empty here: what matters is whether there is an index at all.
        await unitOfWork.query('SET LOCAL enable_seqscan = off');
        return unitOfWork.query(`EXPLAIN ${sql}`, ['context 7']);
      });
      expect(JSON.stringify(plan.rows)).not.toContain('Seq Scan');
    }
  });

  it.each(ANOMALIES)('finds each %s by an index, in the partitions of the period alone', async (kind) => {
    const [, from, to] = months as [Date, Date, Date];
    const period = { from, to: new Date(from.getTime() + 86_400_000), window: 300 };
    const { sql, parameters } = server.app.get(AnomalyService).statement(kind, period);
    const plan = await server.rows.explain(sql, parameters);
    expect(plan).toMatch(/event_outcome_event_timestamp|event_type_event_timestamp/);
    expect(plan).not.toContain('Seq Scan');
    expect(plan).toContain(partition(from));
    expect(plan).not.toContain(partition(to));
  });

  it.each(FILTERS)('follows what is new for %s by an index', async (_, filter) => {
    const [, from] = months as [Date, Date];
    const now = new Date(from.getTime() + 3600_000);
    const tail = server.app.get(AuditTailRepository).statements(filter, TailWindow.from(from), now);
    for (const { sql, parameters } of [tail.newer, tail.late]) {
      const plan = await server.rows.explain(sql.replace('{columns}', '*'), parameters);
      expect(plan).toContain('Index');
      expect(plan).not.toContain('Seq Scan');
    }
  });
});
