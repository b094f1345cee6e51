-- The four roles of Sallyport, and what they may in a database before there are tables. Run by a superuser, connected to
-- the database that is Sallyport's; may be run again. No password is set here: use \password in psql, or certificates.
--
--   psql -v ON_ERROR_STOP=1 -f deploy/postgres/roles.sql "$ADMIN_URL"
--
-- ciam_owner        owns the schema and runs the migrations; nothing else connects as it
-- ciam_app          the servers, DATABASE_URL
-- ciam_maintenance  the jobs, MAINTENANCE_DATABASE_URL: retention, leases, partitions
-- ciam_readonly     people and their reports

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['ciam_owner', 'ciam_app', 'ciam_maintenance', 'ciam_readonly'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I', role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role);
  END LOOP;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO ciam_owner', current_database());
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO ciam_owner;

-- Bounds for whoever connects without its own, through PgBouncer for instance.
ALTER ROLE ciam_app SET statement_timeout = '10s';
ALTER ROLE ciam_app SET lock_timeout = '5s';
ALTER ROLE ciam_app SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE ciam_maintenance SET statement_timeout = '60s';
ALTER ROLE ciam_maintenance SET lock_timeout = '1s';
ALTER ROLE ciam_maintenance SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE ciam_readonly SET default_transaction_read_only = on;
ALTER ROLE ciam_readonly SET statement_timeout = '5min';
ALTER ROLE ciam_readonly SET idle_in_transaction_session_timeout = '1min';
-- A migration that does not get its lock gives up, instead of having everybody queue behind it.
ALTER ROLE ciam_owner SET lock_timeout = '2s';
