import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the rows in the default partition, the months that are wanted, by `key_column` and `as_of`. */
const WANTED_NOW = `'SELECT array_agg(DISTINCT date_trunc(''month'', at)::date)
             FROM (SELECT %1$I AS at FROM %2$I
                    WHERE %1$I >= (SELECT since FROM partitions_filed(%3$L, %4$L))
                      AND %1$I < (SELECT before FROM partitions_filed(%3$L, %4$L)) LIMIT 10000) AS seen
            WHERE to_regclass(partitions_name(%3$L, at::date)) IS NULL', key_column, parent || '_default', parent, as_of`;
const WANTED_BEFORE = `'SELECT array_agg(DISTINCT date_trunc(''month'', at)::date)
             FROM (SELECT %I AS at FROM %I LIMIT 10000) AS seen
            WHERE to_regclass(partitions_name(%L, at::date)) IS NULL', key_column, parent || '_default', parent`;

/** Beside rows that stay in the default partition no month can be made but in this way, so it makes those ahead too. */
const setAside = (wanted: string, monthsAhead: number): string => `
  CREATE OR REPLACE FUNCTION partitions_set_default_aside(parent text, as_of timestamptz) RETURNS text
  LANGUAGE plpgsql AS $$
  DECLARE
    key_column text := (partitions_rule(parent)).key_column;
    months date[];
    month date;
  BEGIN
    EXECUTE format('LOCK TABLE ONLY %I IN SHARE UPDATE EXCLUSIVE MODE NOWAIT', parent);
    IF to_regclass(parent || '_unfiled') IS NOT NULL THEN RETURN 'waiting'; END IF;
    EXECUTE format(${wanted}) INTO months;
    SELECT array_agg(DISTINCT m) INTO months
      FROM (SELECT unnest(months) UNION SELECT partitions_missing(parent, as_of, ${monthsAhead})) AS wanted (m);
    FOREACH month IN ARRAY coalesce(months, '{}') LOOP
      PERFORM partitions_make(parent, partitions_name(parent, month));
    END LOOP;
    PERFORM partitions_make(parent, parent || '_default_next');
    PERFORM partitions_lock(ARRAY[parent, parent || '_default']);
    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, parent || '_default');
    EXECUTE format('ALTER TABLE %I RENAME TO %I', parent || '_default', parent || '_unfiled');
    EXECUTE format('ALTER TABLE %I RENAME TO %I', parent || '_default_next', parent || '_default');
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I DEFAULT', parent, parent || '_default');
    FOREACH month IN ARRAY coalesce(months, '{}') LOOP
      PERFORM partitions_attach(parent, month);
    END LOOP;
    RETURN 'set aside';
  EXCEPTION WHEN lock_not_available THEN
    RETURN 'busy';
  END
  $$
`;

/**
 * A row that a wrong clock has dated years back is not filed in a month of its own, which would be removed as one whose
 * retention is over; nor one dated far ahead, or infinity, for which no month can be made. They stay in the default partition.
 */
export class FileOnlyMonthsThatAreKept1735689600023 implements MigrationInterface {
  readonly name = 'FileOnlyMonthsThatAreKept1735689600023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION partitions_filed(parent text, as_of timestamptz, OUT since timestamptz, OUT before timestamptz)
      LANGUAGE sql STABLE AS $$
        SELECT date_trunc('month', least(as_of, now())) - make_interval(months => r.kept_months),
               date_trunc('month', as_of) + interval '13 months'
          FROM partitions_rule(parent) r
      $$
    `);
    await this.createCount(runner);
    await runner.query(setAside(WANTED_NOW, 12));
    await this.close(runner, [
      'partitions_filed(text, timestamptz)',
      'partitions_waiting_rows(text, timestamptz, integer)',
      'partitions_set_default_aside(text, timestamptz)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(setAside(WANTED_BEFORE, 0));
    await this.close(runner, ['partitions_set_default_aside(text, timestamptz)']);
    await runner.query('DROP FUNCTION partitions_waiting_rows(text, timestamptz, integer)');
    await runner.query('DROP FUNCTION partitions_filed(text, timestamptz)');
  }

  /** Rows that are on their way, and those that are to set out; not those that stay where they are. */
  private async createCount(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION partitions_waiting_rows(parent text, as_of timestamptz, up_to integer) RETURNS integer
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        key_column text := (partitions_rule(parent)).key_column;
        filed record := partitions_filed(parent, as_of);
        total integer := 0;
        found integer;
      BEGIN
        IF to_regclass(parent || '_unfiled') IS NOT NULL THEN
          EXECUTE format('SELECT count(*) FROM (SELECT FROM %I LIMIT %s) AS counted', parent || '_unfiled', up_to) INTO total;
        END IF;
        EXECUTE format(
          'SELECT count(*)
             FROM (SELECT FROM %1$I WHERE %2$I >= $1 AND %2$I < $2
                      AND to_regclass(partitions_name(%3$L, %2$I::date)) IS NULL LIMIT %4$s) AS counted',
          parent || '_default', key_column, parent, up_to - total) INTO found USING filed.since, filed.before;
        RETURN total + found;
      END
      $$
    `);
  }

  /** As the others: with the rights of the owner, in a fixed search path, for nobody until it is granted. */
  private async close(runner: QueryRunner, routines: readonly string[]): Promise<void> {
    await runner.query(`
      DO $$
      DECLARE
        routine regprocedure;
      BEGIN
        FOR routine IN SELECT unnest(ARRAY['${routines.join("', '")}'])::regprocedure LOOP
          EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', routine, current_schema());
          EXECUTE format('ALTER FUNCTION %s SET timezone = ''UTC''', routine);
          EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', routine);
          IF routine::text NOT LIKE '%partitions_filed(%' THEN EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER', routine); END IF;
        END LOOP;
      END
      $$
    `);
  }
}
