import { execute } from './empty-database.js';
import type { Schema } from '../../scripts/migration-plan/finding.js';

/** A few tables to try statements on. */
const TABLES = `
  CREATE TABLE people (id integer PRIMARY KEY, name varchar(10), age integer, note text);
  CREATE UNIQUE INDEX people_name ON people (name);
  CREATE INDEX people_age ON people (age);
  ALTER TABLE people ADD CONSTRAINT people_adult CHECK (age > 17) NOT VALID;
  CREATE TABLE pets (id integer PRIMARY KEY, owner_id integer, CONSTRAINT pets_owner FOREIGN KEY (owner_id) REFERENCES people);
  ALTER TABLE pets ADD COLUMN keeper_id integer;
  ALTER TABLE pets ADD CONSTRAINT pets_keeper FOREIGN KEY (keeper_id) REFERENCES people NOT VALID;
  CREATE TABLE months (at date NOT NULL, what text) PARTITION BY RANGE (at);
  CREATE TABLE months_default PARTITION OF months DEFAULT;
  CREATE TABLE months_1 PARTITION OF months FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
  CREATE TABLE months_2 (LIKE months);
  CREATE TABLE years (at date NOT NULL) PARTITION BY RANGE (at);
  CREATE VIEW adults AS SELECT id FROM people;
  CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER people_nothing BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION nothing();
`;

export const makeTables = (url: string): Promise<void> => execute(url, TABLES);

/** What the planner would read of these tables from the catalog. */
export const PLAN_SCHEMA: Schema = {
  tableOf: (index) => (index.startsWith('people_') ? 'people' : undefined),
  typeOf: (table, column) =>
    table === 'people' ? { name: 'character varying(10)', age: 'integer', note: 'text' }[column] : undefined,
  referencedBy: (table) => (table === 'pets' ? 'people' : undefined),
  referencesOf: (table) => (table === 'pets' ? ['people'] : []),
  defaultPartitionOf: (table) => (table === 'months' ? 'months_default' : undefined),
};

const EXCLUSIVE = 'AccessExclusiveLock';
const ROWS = 'RowExclusiveLock';
const SHARE_ROW = 'ShareRowExclusiveLock';
const SHARE_UPDATE = 'ShareUpdateExclusiveLock';

type Case = readonly [sql: string, verdict: string, locks: Readonly<Record<string, string>>];

/** Statement, whether it is safe under load, and its locks on tables that others use. */
export const CASES: readonly Case[] = [
  ['CREATE INDEX i ON people (note)', 'long', { people: 'ShareLock' }],
  ['CREATE UNIQUE INDEX i ON people (note)', 'long', { people: 'ShareLock' }],
  ['DROP INDEX people_age', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c integer', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c integer NOT NULL DEFAULT 7', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c timestamptz DEFAULT now()', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c uuid DEFAULT gen_random_uuid()', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c timestamptz DEFAULT clock_timestamp()', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c integer NOT NULL', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c bigserial', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD COLUMN c integer GENERATED ALWAYS AS IDENTITY', 'long', { people: EXCLUSIVE }],
  [
    'ALTER TABLE people ADD COLUMN c integer GENERATED ALWAYS AS (age * 2) STORED',
    'long',
    { people: EXCLUSIVE },
  ],
  ['ALTER TABLE people ADD COLUMN c integer REFERENCES pets', 'long', { people: EXCLUSIVE, pets: SHARE_ROW }],
  ['ALTER TABLE people ADD COLUMN c integer CHECK (c > 0)', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN name TYPE varchar(20)', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN name TYPE text', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN name TYPE varchar(5)', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN note TYPE varchar(50)', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN age TYPE bigint', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN note SET NOT NULL', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ALTER COLUMN age SET DEFAULT 3', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people DROP COLUMN note', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD CONSTRAINT k CHECK (age > 0)', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD CONSTRAINT k CHECK (age > 0) NOT VALID', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people VALIDATE CONSTRAINT people_adult', 'safe', { people: SHARE_UPDATE }],
  ['ALTER TABLE people DROP CONSTRAINT people_adult', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD CONSTRAINT k UNIQUE (note)', 'long', { people: EXCLUSIVE }],
  ['ALTER TABLE people ADD CONSTRAINT k UNIQUE USING INDEX people_name', 'brief', { people: EXCLUSIVE }],
  [
    'ALTER TABLE pets ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES people',
    'long',
    { pets: SHARE_ROW, people: SHARE_ROW },
  ],
  [
    'ALTER TABLE pets ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES people NOT VALID',
    'brief',
    { pets: SHARE_ROW, people: SHARE_ROW },
  ],
  [
    'ALTER TABLE pets VALIDATE CONSTRAINT pets_keeper',
    'safe',
    { pets: SHARE_UPDATE, people: 'RowShareLock' },
  ],
  ['ALTER TABLE pets DROP CONSTRAINT pets_owner', 'brief', { pets: EXCLUSIVE, people: EXCLUSIVE }],
  ['ALTER TABLE people DISABLE TRIGGER people_nothing', 'brief', { people: SHARE_ROW }],
  ['ALTER TABLE people ENABLE ALWAYS TRIGGER people_nothing', 'brief', { people: SHARE_ROW }],
  ['ALTER TABLE people SET (fillfactor = 80)', 'safe', { people: SHARE_UPDATE }],
  ['ALTER TABLE people ALTER COLUMN age SET STATISTICS 500', 'safe', { people: SHARE_UPDATE }],
  ['ALTER TABLE people ADD COLUMN c integer, ALTER COLUMN note SET NOT NULL', 'long', { people: EXCLUSIVE }],
  [
    `ALTER TABLE months ATTACH PARTITION months_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')`,
    'long',
    { months: SHARE_UPDATE, months_2: EXCLUSIVE, months_default: EXCLUSIVE },
  ],
  [
    'ALTER TABLE months DETACH PARTITION months_1',
    'brief',
    { months: EXCLUSIVE, months_1: EXCLUSIVE, months_default: EXCLUSIVE },
  ],
  [
    `CREATE TABLE months_3 PARTITION OF months FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')`,
    'long',
    { months: EXCLUSIVE, months_default: EXCLUSIVE },
  ],
  ['CREATE TABLE years_default PARTITION OF years DEFAULT', 'brief', { years: EXCLUSIVE }],
  ['CREATE TABLE toys (id integer PRIMARY KEY)', 'safe', {}],
  ['CREATE TABLE toys (id integer REFERENCES pets)', 'brief', { pets: SHARE_ROW }],
  [
    'CREATE TABLE toys (id integer REFERENCES pets, b integer, FOREIGN KEY (b) REFERENCES people)',
    'brief',
    { pets: SHARE_ROW, people: SHARE_ROW },
  ],
  ['DROP TABLE pets', 'brief', { pets: EXCLUSIVE, people: EXCLUSIVE }],
  ['DROP TRIGGER people_nothing ON people', 'brief', { people: EXCLUSIVE }],
  ['DROP VIEW adults', 'brief', { adults: EXCLUSIVE }],
  ['TRUNCATE pets', 'brief', { pets: EXCLUSIVE }],
  ['CREATE VIEW babies AS SELECT id FROM people', 'safe', {}],
  ['CREATE OR REPLACE VIEW adults AS SELECT id FROM people WHERE age > 20', 'brief', { adults: EXCLUSIVE }],
  [
    'CREATE TRIGGER t BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION nothing()',
    'brief',
    { people: SHARE_ROW },
  ],
  ['ALTER TABLE people RENAME COLUMN age TO years', 'brief', { people: EXCLUSIVE }],
  ['ALTER TABLE people RENAME TO humans', 'brief', { people: EXCLUSIVE }],
  ['UPDATE people SET age = 3', 'long', { people: ROWS }],
  ['UPDATE people SET age = 3 WHERE id = 1', 'look', { people: ROWS }],
  ['DELETE FROM pets', 'long', { pets: ROWS }],
  ['INSERT INTO people VALUES (9)', 'safe', { people: ROWS }],
  ['INSERT INTO people VALUES (9) ON CONFLICT DO NOTHING', 'safe', { people: ROWS }],
  ['INSERT INTO people VALUES (9) ON CONFLICT (id) DO UPDATE SET age = 3', 'look', { people: ROWS }],
  [
    'WITH gone AS (DELETE FROM pets WHERE id = 1 RETURNING id) INSERT INTO people SELECT id FROM gone',
    'look',
    { pets: ROWS, people: ROWS },
  ],
  [
    'WITH gone AS (DELETE FROM pets RETURNING id) INSERT INTO people SELECT id FROM gone',
    'long',
    { pets: ROWS, people: ROWS },
  ],
  [
    'WITH made AS (INSERT INTO pets VALUES (9) RETURNING id) UPDATE people SET age = 3 FROM made WHERE people.id = made.id',
    'look',
    { pets: ROWS, people: ROWS },
  ],
  ['WITH one AS (SELECT 9 AS id) INSERT INTO people SELECT id FROM one', 'safe', { people: ROWS }],
  ['WITH gone AS (DELETE FROM pets RETURNING id) SELECT count(*) FROM gone', 'unknown', { pets: ROWS }],
];
