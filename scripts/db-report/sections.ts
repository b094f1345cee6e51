/** One question to the catalog, with the words that explain its answer. */
export interface Section {
  readonly name: string;
  readonly about: string;
  /** Columns that end with `_bytes` are shown as sizes. */
  readonly sql: string;
}

const OURS = `c.relnamespace = current_schema()::regnamespace`;

const tables: Section = {
  name: 'tables',
  about: 'Size, the partitions of a table together; rows and dead rows are estimates',
  sql: `
    SELECT coalesce(pg_partition_root(c.oid), c.oid)::regclass::text AS "table", count(*)::int AS parts,
           sum(greatest(c.reltuples, 0))::bigint AS rows,
           sum(pg_relation_size(c.oid)) AS heap_bytes, sum(pg_indexes_size(c.oid)) AS index_bytes,
           sum(pg_total_relation_size(c.oid)) AS total_bytes,
           sum(s.n_dead_tup)::bigint AS dead_rows,
           max(greatest(s.last_vacuum, s.last_autovacuum)) AS last_vacuum,
           max(greatest(s.last_analyze, s.last_autoanalyze)) AS last_analyze
      FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
     WHERE c.relkind = 'r' AND ${OURS}
     GROUP BY 1 ORDER BY total_bytes DESC, 1`,
};

const indexes: Section = {
  name: 'indexes',
  about:
    'Use since the statistics were reset, the parts of an index together; what is unique is needed, used or not',
  sql: `
    SELECT coalesce(pg_partition_root(s.indexrelid), s.indexrelid)::regclass::text AS index,
           coalesce(pg_partition_root(s.relid), s.relid)::regclass::text AS "table",
           sum(pg_relation_size(s.indexrelid)) AS index_bytes, sum(s.idx_scan)::bigint AS scans,
           sum(s.idx_scan) = 0 AND NOT bool_or(i.indisunique) AS unused
      FROM pg_stat_user_indexes s JOIN pg_index i ON i.indexrelid = s.indexrelid JOIN pg_class c ON c.oid = s.relid
     WHERE ${OURS}
     GROUP BY 1, 2 ORDER BY unused DESC, index_bytes DESC, 1`,
};

/** 24 bytes of header and 4 of pointer for each row, 24 for each page; alignment makes it a little more. */
const bloat: Section = {
  name: 'bloat',
  about:
    'Pages beyond what the rows need by their average width: an estimate, as fresh as the last ANALYZE; not known (–) where there are columns whose width this role may not see',
  sql: `
    WITH columns AS (
      SELECT a.attrelid, s.attname IS NULL AS is_unseen, (1 - s.null_frac) * s.avg_width AS width
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_stats s ON s.schemaname = current_schema() AND s.tablename = c.relname AND s.attname = a.attname
       WHERE c.relkind = 'r' AND c.reltuples > 0 AND a.attnum > 0 AND NOT a.attisdropped AND ${OURS}
    ), widths AS (
      SELECT attrelid, count(*) FILTER (WHERE is_unseen)::int AS unseen,
             CASE WHEN NOT bool_or(is_unseen) THEN sum(width) END AS width
        FROM columns GROUP BY 1
    ), pages AS (
      SELECT c.relname, c.relpages, w.unseen,
             ceil(c.reltuples * (28 + w.width) / (8168 * coalesce((
               SELECT option_value::numeric FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 100) / 100)) AS needed
        FROM pg_class c JOIN widths w ON w.attrelid = c.oid
    ), waste AS (
      SELECT *, CASE WHEN needed IS NOT NULL THEN greatest(relpages - needed, 0) END AS wasted FROM pages
    )
    SELECT relname AS "table", (relpages * 8192)::bigint AS heap_bytes, (wasted * 8192)::bigint AS wasted_bytes,
           round(100 * wasted::numeric / greatest(relpages, 1)) AS percent, unseen AS unseen_columns
      FROM waste ORDER BY wasted_bytes DESC NULLS LAST, 1`,
};

const transactions: Section = {
  name: 'long_transactions',
  about: 'Open for more than five seconds: each keeps VACUUM from its work, and a migration from its lock',
  sql: `
    SELECT pid, usename AS role, application_name AS application, state,
           floor(extract(epoch FROM clock_timestamp() - xact_start))::int AS seconds, left(query, 80) AS query
      FROM pg_stat_activity
     WHERE datname = current_database() AND xact_start < clock_timestamp() - interval '5 seconds' AND pid <> pg_backend_pid()
     ORDER BY xact_start`,
};

const locks: Section = {
  name: 'waiting_locks',
  about: 'Who waits for a lock now, and for whom',
  sql: `
    SELECT a.pid, pg_blocking_pids(a.pid) AS blocked_by, l.mode, l.relation::regclass::text AS "table", left(a.query, 80) AS query
      FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid AND NOT l.granted
     WHERE a.datname = current_database()
     ORDER BY a.query_start`,
};

const partitions: Section = {
  name: 'default_partitions',
  about: 'Rows outside the partition of their month, counted up to 10000: 0 unless a month was missing',
  sql: `
    SELECT parent AS "table", partitions_default_rows(parent, 10000) AS rows
      FROM unnest(ARRAY['audit_logs', 'cross_app_sessions_archive']) AS parent`,
};

const open: Section = {
  name: 'open_rows',
  about: 'What is not finished, and what of it has run out: nothing, for long, if the jobs run',
  sql: `
    SELECT 'auth_contexts IN_PROGRESS' AS what, count(*)::int AS rows, min(created_at) AS oldest,
           count(*) FILTER (WHERE expires_at < now())::int AS run_out FROM auth_contexts WHERE outcome = 'IN_PROGRESS'
    UNION ALL
    SELECT 'auth_transactions PENDING', count(*)::int, min(created_at), count(*) FILTER (WHERE expires_at < now())::int
      FROM auth_transactions WHERE transaction_status = 'PENDING'
    UNION ALL
    SELECT 'sessions ACTIVE', count(*)::int, min(created_at), count(*) FILTER (WHERE expires_at < now())::int
      FROM sessions WHERE status = 'ACTIVE'`,
};

const outboxes: Section = {
  name: 'outboxes',
  about: 'What waits to be sent or has been, and since when',
  sql: `
    SELECT 'mail_outbox' AS outbox, status, count(*)::int AS rows, min(created_at) AS oldest FROM mail_outbox GROUP BY status
    UNION ALL
    SELECT 'outbox_messages', CASE WHEN ended_at IS NULL THEN 'PENDING' ELSE 'SENT' END, count(*)::int, min(event_timestamp)
      FROM outbox_messages GROUP BY 2
     ORDER BY 1, 2`,
};

export const SECTIONS: readonly Section[] = [
  tables,
  indexes,
  bloat,
  transactions,
  locks,
  partitions,
  open,
  outboxes,
];
