import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Partitions that are made, emptied and removed without a login that waits. Attaching and detaching need ACCESS EXCLUSIVE,
 * on the default partition or on the table, and whoever queues for that lock makes every insert queue behind: so none of
 * these functions queues. They take the lock at once, a few times, or answer 'busy' and have changed nothing.
 */
export class ManagePartitions1735689600019 implements MigrationInterface {
  readonly name = 'ManagePartitions1735689600019';

  async up(runner: QueryRunner): Promise<void> {
    await this.createRules(runner);
    await this.createQuestions(runner);
    await this.createTools(runner);
    await this.createCreation(runner);
    await this.createRemoval(runner);
    await this.closeToOthers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION partitions_drop_detached(text)');
    await runner.query('DROP FUNCTION partitions_detach(text, timestamptz)');
    await runner.query('DROP FUNCTION partitions_file(text, integer)');
    await runner.query('DROP FUNCTION partitions_set_default_aside(text, timestamptz)');
    await runner.query('DROP FUNCTION partitions_create(text, date)');
    await runner.query('DROP FUNCTION partitions_attach(text, date)');
    await runner.query('DROP FUNCTION partitions_make(text, text)');
    await runner.query('DROP FUNCTION partitions_lock(text[])');
    await runner.query('DROP FUNCTION partitions_default_rows(text, integer)');
    await runner.query('DROP FUNCTION partitions_detached(text)');
    await runner.query('DROP FUNCTION partitions_expired(text, timestamptz)');
    await runner.query('DROP FUNCTION partitions_missing(text, timestamptz, integer)');
    await runner.query('DROP FUNCTION partitions_name(text, date)');
    await runner.query('DROP FUNCTION partitions_rule(text)');
  }

  /** The one list of tables, and how long their months are kept. */
  private async createRules(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION partitions_rule(parent text, OUT key_column text, OUT kept_months integer)
      LANGUAGE plpgsql IMMUTABLE AS $$
      BEGIN
        CASE parent
          WHEN 'audit_logs' THEN key_column := 'event_timestamp'; kept_months := 24;
          WHEN 'cross_app_sessions_archive' THEN key_column := 'created_at'; kept_months := 13;
          ELSE RAISE EXCEPTION 'No rule for the partitions of %', parent;
        END CASE;
      END
      $$
    `);
    await runner.query(`
      CREATE FUNCTION partitions_name(parent text, month date) RETURNS text
      LANGUAGE sql STABLE AS $$
        SELECT parent || '_' || to_char(month, 'YYYY_MM')
      $$
    `);
  }

  /** What is missing, over, or in the wrong place; these take no lock that anybody would notice. */
  private async createQuestions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION partitions_missing(parent text, as_of timestamptz, months_ahead integer) RETURNS SETOF date
      LANGUAGE sql STABLE AS $$
        SELECT month::date
          FROM generate_series(date_trunc('month', as_of AT TIME ZONE 'UTC'),
                               date_trunc('month', as_of AT TIME ZONE 'UTC') + make_interval(months => months_ahead),
                               interval '1 month') AS month
         WHERE NOT EXISTS (SELECT FROM pg_partition_tree(parent::regclass) tree
                            WHERE tree.relid = to_regclass(partitions_name(parent, month::date)))
         ORDER BY month
      $$
    `);
    // By its bounds, not by its name alone: what a name promises is no reason to remove anything. And never by a clock
    // that is ahead of the database's own.
    await runner.query(`
      CREATE FUNCTION partitions_expired(parent text, as_of timestamptz) RETURNS SETOF date
      LANGUAGE sql STABLE AS $$
        WITH months AS (
          SELECT c.oid, c.relpartbound, to_date(right(c.relname, 7), 'YYYY_MM') AS month
            FROM pg_inherits i
            JOIN pg_class c ON c.oid = i.inhrelid
           WHERE i.inhparent = parent::regclass AND c.relname ~ ('^' || parent || '_[0-9]{4}_(0[1-9]|1[0-2])$')
        )
        SELECT m.month
          FROM months m, partitions_rule(parent) r
         WHERE pg_get_expr(m.relpartbound, m.oid) =
               format('FOR VALUES FROM (%L) TO (%L)', m.month::timestamptz, (m.month + interval '1 month')::timestamptz)
           AND m.month + interval '1 month' <=
               date_trunc('month', least(as_of, now()) AT TIME ZONE 'UTC') - make_interval(months => r.kept_months)
         ORDER BY m.month
      $$
    `);
    await runner.query(`
      CREATE FUNCTION partitions_detached(parent text) RETURNS SETOF text
      LANGUAGE sql STABLE AS $$
        SELECT c.relname::text
          FROM pg_class c
         WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = parent::regclass)
           AND c.relkind = 'r' AND NOT c.relispartition
           AND c.relname ~ ('^' || parent || '_removed_[0-9]{4}_[0-9]{2}$')
         ORDER BY 1
      $$
    `);
    await runner.query(`
      CREATE FUNCTION partitions_default_rows(parent text, up_to integer) RETURNS integer
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        relation regclass;
        found integer;
        total integer := 0;
      BEGIN
        PERFORM partitions_rule(parent);
        FOREACH relation IN ARRAY ARRAY[to_regclass(parent || '_default'), to_regclass(parent || '_unfiled')] LOOP
          CONTINUE WHEN relation IS NULL;
          EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT %s) AS counted', relation, up_to - total) INTO found;
          total := total + found;
        END LOOP;
        RETURN total;
      END
      $$
    `);
  }

  private async createTools(runner: QueryRunner): Promise<void> {
    // Half a second of tries: logins hold their locks for milliseconds. A try that gets one lock and not the other lets go of both.
    await runner.query(`
      CREATE FUNCTION partitions_lock(relations text[]) RETURNS void
      LANGUAGE plpgsql AS $$
      DECLARE
        relation text;
      BEGIN
        -- Nobody should wait for a disk while a lock is held: a change that a crash undoes is made again.
        PERFORM set_config('synchronous_commit', 'off', true);
        FOR attempt IN 1..20 LOOP
          BEGIN
            FOREACH relation IN ARRAY relations LOOP
              EXECUTE format('LOCK TABLE ONLY %I IN ACCESS EXCLUSIVE MODE NOWAIT', relation);
            END LOOP;
            RETURN;
          EXCEPTION WHEN lock_not_available THEN
            PERFORM pg_sleep(0.025);
          END;
        END LOOP;
        RAISE lock_not_available USING MESSAGE = format('%s are in use', relations);
      END
      $$
    `);
    // A table of its own, so that making it concerns nobody. No trigger for TRUNCATE is inherited: each partition needs one.
    await runner.query(`
      CREATE FUNCTION partitions_make(parent text, name text) RETURNS void
      LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, parent);
        IF parent = 'audit_logs' THEN
          EXECUTE format(
            'CREATE TRIGGER trg_audit_logs_truncate BEFORE TRUNCATE ON %I
               FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_append_only()', name);
          EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER trg_audit_logs_truncate', name);
        END IF;
      END
      $$
    `);
    await runner.query(`
      CREATE FUNCTION partitions_attach(parent text, month date) RETURNS void
      LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent,
          partitions_name(parent, month), month::timestamptz, (month + interval '1 month')::timestamptz);
      END
      $$
    `);
  }

  private async createCreation(runner: QueryRunner): Promise<void> {
    // An empty default partition is looked through in no time; one with rows is set aside first.
    await runner.query(`
      CREATE FUNCTION partitions_create(parent text, month date) RETURNS text
      LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM partitions_rule(parent);
        -- Does not hinder inserts, but a second server that is about to do the same.
        EXECUTE format('LOCK TABLE ONLY %I IN SHARE UPDATE EXCLUSIVE MODE NOWAIT', parent);
        month := date_trunc('month', month);
        IF to_regclass(partitions_name(parent, month)) IS NOT NULL THEN RETURN 'exists'; END IF;
        PERFORM partitions_make(parent, partitions_name(parent, month));
        PERFORM partitions_lock(ARRAY[parent || '_default']);
        IF partitions_default_rows(parent, 1) > 0 THEN RAISE lock_not_available; END IF;
        PERFORM partitions_attach(parent, month);
        RETURN 'created';
      EXCEPTION WHEN lock_not_available THEN
        RETURN 'busy';
      END
      $$
    `);
    // The default partition is replaced by an empty one, together with the partitions that its rows had missed: from then on
    // new rows go where they belong, and partitions_file brings the others.
    await runner.query(`
      CREATE FUNCTION partitions_set_default_aside(parent text, as_of timestamptz) RETURNS text
      LANGUAGE plpgsql AS $$
      DECLARE
        key_column text := (partitions_rule(parent)).key_column;
        months date[];
        month date;
      BEGIN
        EXECUTE format('LOCK TABLE ONLY %I IN SHARE UPDATE EXCLUSIVE MODE NOWAIT', parent);
        IF to_regclass(parent || '_unfiled') IS NOT NULL THEN RETURN 'waiting'; END IF;
        EXECUTE format(
          'SELECT array_agg(DISTINCT date_trunc(''month'', at)::date)
             FROM (SELECT %I AS at FROM %I LIMIT 10000) AS seen
            WHERE to_regclass(partitions_name(%L, at::date)) IS NULL', key_column, parent || '_default', parent)
          INTO months;
        SELECT array_agg(DISTINCT m) INTO months
          FROM (SELECT unnest(months) UNION SELECT partitions_missing(parent, as_of, 0)) AS wanted (m);
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
    `);
    // One statement takes a row and files it, so that none is ever lost or there twice.
    await runner.query(`
      CREATE FUNCTION partitions_file(parent text, max_rows integer) RETURNS integer
      LANGUAGE plpgsql AS $$
      DECLARE
        unfiled text := parent || '_unfiled';
        filed integer;
        is_empty boolean;
      BEGIN
        PERFORM partitions_rule(parent);
        IF to_regclass(unfiled) IS NULL THEN RETURN 0; END IF;
        -- Of two servers one goes on; nobody else has any right to this table.
        EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE NOWAIT', unfiled);
        EXECUTE format(
          'WITH taken AS (DELETE FROM %1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$I LIMIT %2$s)) RETURNING *)
           INSERT INTO %3$I SELECT * FROM taken', unfiled, max_rows, parent);
        GET DIAGNOSTICS filed = ROW_COUNT;
        EXECUTE format('SELECT NOT EXISTS (SELECT FROM %I)', unfiled) INTO is_empty;
        IF is_empty THEN EXECUTE format('DROP TABLE %I', unfiled); END IF;
        RETURN filed;
      EXCEPTION WHEN lock_not_available OR undefined_table THEN
        RETURN 0;
      END
      $$
    `);
  }

  private async createRemoval(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION partitions_detach(parent text, as_of timestamptz) RETURNS text
      LANGUAGE plpgsql AS $$
      DECLARE
        month date := (SELECT min(m) FROM partitions_expired(parent, as_of) m);
        name text := partitions_name(parent, month);
      BEGIN
        IF month IS NULL THEN RETURN 'none'; END IF;
        PERFORM partitions_lock(ARRAY[parent, parent || '_default', name]);
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, name);
        EXECUTE format('ALTER TABLE %I RENAME TO %I', name, parent || '_removed_' || to_char(month, 'YYYY_MM'));
        RETURN 'detached';
      EXCEPTION WHEN lock_not_available OR undefined_table THEN
        RETURN 'busy';
      END
      $$
    `);
    // In another transaction than the above: removing the files of a large table takes its time.
    await runner.query(`
      CREATE FUNCTION partitions_drop_detached(parent text) RETURNS integer
      LANGUAGE plpgsql AS $$
      DECLARE
        name text := (SELECT min(n) FROM partitions_detached(parent) n);
      BEGIN
        IF name IS NULL THEN RETURN 0; END IF;
        PERFORM partitions_lock(ARRAY[name]);
        EXECUTE format('DROP TABLE %I', name);
        RETURN 1;
      EXCEPTION WHEN lock_not_available OR undefined_table THEN
        RETURN 0;
      END
      $$
    `);
  }

  /** As the owner of the tables, with names that nobody can put others in the place of; for nobody until it is granted. */
  private async closeToOthers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$
      DECLARE
        routine regprocedure;
      BEGIN
        FOR routine IN
          SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND starts_with(proname, 'partitions_')
        LOOP
          EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', routine, current_schema());
          EXECUTE format('ALTER FUNCTION %s SET timezone = ''UTC''', routine);
          EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', routine);
        END LOOP;
        FOR routine IN
          SELECT unnest(ARRAY[
            'partitions_default_rows(text, integer)', 'partitions_create(text, date)',
            'partitions_set_default_aside(text, timestamptz)', 'partitions_file(text, integer)',
            'partitions_detach(text, timestamptz)', 'partitions_drop_detached(text)',
            'partitions_missing(text, timestamptz, integer)', 'partitions_expired(text, timestamptz)',
            'partitions_detached(text)'])::regprocedure
        LOOP
          EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER', routine);
        END LOOP;
      END
      $$
    `);
  }
}
