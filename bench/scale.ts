/** Fills the tables as months of logins would, and measures what it costs before and after; --write puts it in docs/scaling.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, startDatabase } from './database.js';
import { LoadGenerator } from './load.js';
import { measure, summarise, type Figures } from './measure.js';
import type { Row, Servers } from './rows.js';
import { dropPattern, fill, keepPattern } from './scale/fill.js';
import { explainEverything, explainNothing, readStatements, type StatementFigures } from './scale/plans.js';
import { describeScale, scansOf, type Observed, type ScaleReport } from './scale/report.js';
import { leavePattern, passADay } from './scale/story.js';
import { countRows, measureVolumes } from './scale/volumes.js';
import { onPostgres, startSallyport } from './server-process.js';
import { ROUNDS, SECONDS, WARM_UP_SECONDS, WRITES } from './settings.js';
import { writeBetween } from './report.js';

/** What everything is compared with: tables that are large enough for indexes to be worth it, and that fit into memory. */
const BASE = { contexts: Number(process.env['SCALE_BASE'] ?? 100_000), minutes: 10, people: 0 };
const GOAL = {
  contexts: Number(process.env['SCALE_CONTEXTS'] ?? 10_000_000),
  minutes: Number(process.env['SCALE_MINUTES'] ?? 10),
};
/** Enough for PostgreSQL to have settled on a plan for each prepared statement. */
const DAYS = 30;
const FILE = join(import.meta.dirname, '../docs/scaling.md');
const MARKS = [
  '<!-- scale: from here on written by npm run bench:scale -- --write -->',
  '<!-- scale: until here -->',
] as const;
const SCENARIOS = ['login', 'chain', 'refresh', 'session check'] as const;

/** Jobs would set to work on what the generator makes. */
const serverOn = (database: Database) =>
  startSallyport({ ...onPostgres(database.url), JOB_POLL_INTERVAL: '0', DB_POOL_MIN: '1' });

async function observeStatements(client: pg.Client, database: Database): Promise<StatementFigures[]> {
  await explainEverything(client, 'sallyport');
  const server = await serverOn(database);
  const from = readFileSync(database.log, 'utf8').length;
  for (let day = 0; day < DAYS; day++) await passADay(server.url);
  await server.stop();
  await explainNothing(client, 'sallyport');
  return readStatements(database.log, from);
}

/** CPU time of a request, of the server and of PostgreSQL. */
async function observeLoad(client: pg.Client, database: Database): Promise<Map<string, Figures>> {
  const server = await serverOn(database);
  const servers = { postgres: server } as Servers;
  const bench = { servers, database, load: new LoadGenerator() };
  const figures = new Map<string, Figures>();
  for (const scenario of SCENARIOS) {
    const row: Row = { scenario, label: scenario, server: 'postgres' };
    await measure(bench, row, WARM_UP_SECONDS);
    // As autovacuum does within a minute: a new database has no statistics, and keeps the plans that it made without.
    await client.query('ANALYZE');
    const rounds: Figures[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(bench, row, SECONDS));
    figures.set(scenario, summarise(rounds));
  }
  await server.stop();
  return figures;
}

async function observe(client: pg.Client, database: Database): Promise<Observed> {
  return { statements: await observeStatements(client, database), load: await observeLoad(client, database) };
}

async function leaveOnePattern(database: Database): Promise<void> {
  const server = await serverOn(database);
  await leavePattern(server.url);
  await server.stop();
}

async function scale(): Promise<ScaleReport> {
  const database = await startDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await leaveOnePattern(database);
  const pattern = await countRows(client);
  await keepPattern(client);
  const base = await fill(client, BASE);
  const baseVolumes = await measureVolumes(client);
  const before = await observe(client, database);
  const filled = await fill(client, { ...GOAL, people: base.people });
  await dropPattern(client);
  const volumes = await measureVolumes(client);
  const after = await observe(client, database);
  await client.end();
  return { pattern, filled, baseVolumes, volumes, before, after, database: database.description };
}

process.once('SIGINT', () => process.exit(130));
const figures = await scale();
const report = describeScale(figures);
console.log(report);
if (WRITES) await writeBetween(FILE, MARKS, report);
// A plan that has changed for the worse fails; times are for people to judge, who know what else the machine did.
process.exit(scansOf(figures).length === 0 ? 0 : 1);
