-- What the roles of roles.sql may do to the tables of Sallyport. Run by ciam_owner after every migration; may be run again:
-- it takes away what is not listed, and gives what is, in one transaction.
--
--   psql -v ON_ERROR_STOP=1 -f deploy/postgres/grants.sql "$OWNER_URL"
--
-- A new table is one line in the list. One without a line is named in a warning, and nobody but its owner can use it.
-- Partitions need no line: whoever uses the table needs no right to them.

DO $$
DECLARE
  line record;
  missing text;
  columns text;
  routine text;
  role text;
BEGIN
  FOR line IN
    SELECT * FROM (VALUES
      -- table                       ciam_app                          ciam_maintenance           hidden from ciam_readonly
      ('auth_contexts',              'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  ''),
      ('auth_transactions',          'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  'metadata'),
      ('sessions',                   'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  ''),
      ('tokens',                     'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE, DELETE',  'token_value_hash'),
      ('trusted_devices',            'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  ''),
      ('drs_evaluations',            'SELECT, INSERT, UPDATE',         'SELECT, DELETE',          'drs_action_token_hash'),
      ('esign_documents',            'SELECT, INSERT',                 '',                        ''),
      ('esign_acceptances',          'SELECT, INSERT, UPDATE',         '',                        ''),
      ('mfa_factors',                'SELECT, INSERT, UPDATE, DELETE', '',                        ''),
      ('cross_app_sessions',         'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  'token_hash, state'),
      ('cross_app_sessions_archive', 'SELECT, UPDATE',                 'SELECT, INSERT',          'token_hash, state'),
      ('mail_outbox',                'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  'reference'),
      ('audit_logs',                 'SELECT, INSERT',                 'SELECT, INSERT',          ''),
      ('audit_seals',                'SELECT, INSERT',                 'SELECT, INSERT',          ''),
      ('outbox_messages',            'SELECT, INSERT',                 'SELECT, INSERT, UPDATE, DELETE', ''),
      ('users',                      'SELECT, INSERT, UPDATE',         '',                        ''),
      ('user_phones',                'SELECT, INSERT, UPDATE, DELETE', '',                        ''),
      ('credentials',                'SELECT, INSERT, UPDATE, DELETE', '',                        'secret_hash'),
      ('account_tokens',             'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE, DELETE',  'token_hash'),
      ('login_attempts',             'SELECT, INSERT, UPDATE',         'SELECT, UPDATE, DELETE',  ''),
      ('accounts',                   'SELECT, INSERT',                 '',                        ''),
      ('memberships',                'SELECT, INSERT, UPDATE, DELETE', '',                        ''),
      ('user_roles',                 'SELECT, INSERT, UPDATE, DELETE', '',                        ''),
      ('rate_limits',                'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE, DELETE',  ''),
      ('leases',                     'SELECT',                         'SELECT, INSERT, UPDATE',  ''),
      ('migrations',                 'SELECT',                         'SELECT',                  '')
    ) AS rights (table_name, app, maintenance, hidden)
  LOOP
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, ciam_app, ciam_maintenance, ciam_readonly', line.table_name);
    EXECUTE format('GRANT %s ON %I TO ciam_app', line.app, line.table_name);
    IF line.maintenance <> '' THEN
      EXECUTE format('GRANT %s ON %I TO ciam_maintenance', line.maintenance, line.table_name);
    END IF;
    SELECT string_agg(quote_ident(attname), ', ') INTO columns
      FROM pg_attribute
     WHERE attrelid = line.table_name::regclass AND attnum > 0 AND NOT attisdropped
       AND attname <> ALL (string_to_array(line.hidden, ', '));
    IF line.hidden = '' THEN columns := NULL; END IF;
    EXECUTE format('GRANT SELECT %s ON %I TO ciam_readonly', '(' || columns || ')', line.table_name);
  END LOOP;

  -- Views show what their owner may see: none of them shows anything hidden.
  FOR line IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' AND starts_with(relname, 'v_') LOOP
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, ciam_app, ciam_maintenance', line.relname);
    EXECUTE format('GRANT SELECT ON %I TO ciam_readonly', line.relname);
  END LOOP;

  FOREACH routine IN ARRAY ARRAY[
    'partitions_default_rows(text, integer)', 'partitions_waiting_rows(text, timestamptz, integer)',
    'partitions_missing(text, timestamptz, integer)',
    'partitions_create(text, date)', 'partitions_set_default_aside(text, timestamptz)', 'partitions_file(text, integer)',
    'partitions_expired(text, timestamptz)', 'partitions_detached(text)', 'partitions_detach(text, timestamptz)',
    'partitions_drop_detached(text)'
  ] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, ciam_app, ciam_readonly', routine);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ciam_maintenance', routine);
  END LOOP;
  -- What the gauge asks; it counts and changes nothing.
  FOREACH role IN ARRAY ARRAY['ciam_app', 'ciam_readonly'] LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION partitions_default_rows(text, integer) TO %I', role);
  END LOOP;

  SELECT string_agg(c.relname, ', ') INTO missing
    FROM pg_class c
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND c.relname !~ '_(unfiled|removed_[0-9]{4}_[0-9]{2})$'
     AND NOT has_any_column_privilege('ciam_readonly', c.oid, 'SELECT');
  IF missing IS NOT NULL THEN
    RAISE WARNING 'deploy/postgres/grants.sql has no line for %', missing;
  END IF;
END
$$;
