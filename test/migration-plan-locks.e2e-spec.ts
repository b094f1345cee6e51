import pg from 'pg';
import { classify, loadParser } from '../scripts/migration-plan/classify.js';
import { MODES } from '../scripts/migration-plan/finding.js';
import { createEmptyDatabase } from './support/empty-database.js';
import { CASES, makeTables, PLAN_SCHEMA } from './support/plan-schema.js';
import type { TestDatabase } from './support/postgres.js';
import { usesPostgres } from './support/test-config.js';

// Only PostgreSQL can say which locks it takes.
const onPostgres = usesPostgres ? describe : describe.skip;

const told = (sql: string) => {
  const { locks, verdict } = classify(sql, PLAN_SCHEMA);
  return { verdict, locks: Object.fromEntries(locks.map(({ table, mode }) => [table, mode])) };
};

beforeAll(loadParser);

describe('the plan of a migration', () => {
  it.each(CASES)('knows what %s does to others', (sql, verdict, locks) => {
    expect(told(sql)).toEqual({ verdict, locks });
  });

  it.each([
    ['CREATE INDEX CONCURRENTLY i ON people (note)', { people: 'ShareUpdateExclusiveLock' }],
    ['DROP INDEX CONCURRENTLY people_age', { people: 'ShareUpdateExclusiveLock' }],
    ['GRANT SELECT ON people TO PUBLIC', {}],
    [`SET lock_timeout = '2s'`, {}],
    ['CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT $$', {}],
  ])('finds nothing to say against %s', (sql, locks) => {
    expect(told(sql)).toEqual({ verdict: 'safe', locks });
  });

  it.each([
    ['DO $$ BEGIN PERFORM 1; END $$'],
    ['CLUSTER people'],
    ['VACUUM FULL people'],
    ['CALL something()'],
    ['LOCK TABLE people'],
    ['REINDEX TABLE people'],
    ['REFRESH MATERIALIZED VIEW v'],
    ['ALTER TABLE people SET TABLESPACE elsewhere'],
    ['ALTER TABLE people ADD CONSTRAINT e EXCLUDE (age WITH =)'],
    ['ALTER TYPE mood ADD VALUE $$x$$'],
    ['SELECT pg_sleep(10)'],
    ['this is no SQL'],
  ])('says of %s that it does not know it, rather than nothing', (sql) => {
    const { verdict, why } = classify(sql, PLAN_SCHEMA);
    expect(verdict).toBe('unknown');
    expect(why).toMatch(/^not known: read it \(.+\)$/);
  });

  it('names a better way for whatever takes long', () => {
    for (const [sql, verdict] of CASES)
      if (verdict === 'long')
        expect([sql, classify(sql, PLAN_SCHEMA).instead]).toEqual([sql, expect.any(String)]);
  });

  it('judges several statements by the worst of them', () => {
    expect(told('CREATE TABLE x (id integer); DO $$ BEGIN END $$').verdict).toBe('unknown');
    expect(told('CREATE INDEX i ON people (note); DROP TABLE pets')).toEqual({
      verdict: 'long',
      locks: { people: 'AccessExclusiveLock', pets: 'AccessExclusiveLock' },
    });
  });
});

onPostgres('the locks of the plan', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    await makeTables(database.url);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** The strongest lock on each table that was there before, reading apart, which hinders nobody. */
  const taken = async (sql: string): Promise<Record<string, string>> => {
    const { rows: before } = await client.query<{ oid: number; name: string }>(
      `SELECT oid, relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')`,
    );
    const names = new Map(before.map(({ oid, name }) => [oid, name]));
    await client.query('BEGIN');
    try {
      await client.query(sql);
      const { rows } = await client.query<{ relation: number; mode: (typeof MODES)[number] }>(
        `SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'`,
      );
      const strength = (mode: (typeof MODES)[number]) => MODES.indexOf(mode);
      const ours = rows.filter(({ relation, mode }) => names.has(relation) && mode !== 'AccessShareLock');
      const inOrder = ours.sort((a, b) => strength(a.mode) - strength(b.mode));
      return Object.fromEntries(inOrder.map(({ relation, mode }) => [names.get(relation), mode]));
    } finally {
      await client.query('ROLLBACK');
    }
  };

  it.each(CASES)('are those that PostgreSQL takes for %s', async (sql, _verdict, locks) => {
    expect(await taken(sql)).toEqual(locks);
  });
});
