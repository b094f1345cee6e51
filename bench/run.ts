/** Measures the product beside its baselines and prints the figures; --write puts them in docs/performance.md. */
import { startDatabase } from './database.js';
import { LoadGenerator } from './load.js';
import { type Bench, type Figures, measure, summarise } from './measure.js';
import { describe, write } from './report.js';
import { countRoundTrips } from './round-trips.js';
import { type Row, ROWS, type Servers } from './rows.js';
import { onPostgres, startBaseline, startSallyport } from './server-process.js';
import { ROUNDS, SECONDS, WARM_UP_SECONDS, WRITES } from './settings.js';
import { measureStartUp } from './start-up.js';

async function startServers(databaseUrl: string): Promise<Servers> {
  return {
    postgres: await startSallyport(onPostgres(databaseUrl)),
    embedded: await startSallyport(),
    baseline: await startBaseline(databaseUrl),
  };
}

/** Round after round through all rows, so that what disturbs the machine for a while disturbs all alike. */
async function measureAll(bench: Bench): Promise<Map<Row, Figures>> {
  const rounds = new Map<Row, Figures[]>(ROWS.map((row) => [row, []]));
  for (const row of ROWS) await measure(bench, row, WARM_UP_SECONDS);
  for (let round = 1; round <= ROUNDS; round++) {
    for (const row of ROWS) {
      const figures = await measure(bench, row, SECONDS);
      rounds.get(row)?.push(figures);
      const { scenario, label } = row;
      console.error(`round ${round}: ${scenario}, ${label}: ${Math.round(figures.perSecond)} requests/s`);
    }
  }
  return new Map([...rounds].map(([row, figures]) => [row, summarise(figures)]));
}

async function bench(): Promise<string> {
  const startUp = await measureStartUp();
  const database = await startDatabase();
  const roundTrips = await countRoundTrips(database.url);
  const servers = await startServers(database.url);
  const results = await measureAll({ servers, database, load: new LoadGenerator() });
  return describe({ results, startUp, roundTrips, database: database.description });
}

process.once('SIGINT', () => process.exit(130));
const report = await bench();
console.log(report);
if (WRITES) await write(report);
// All that was started ends with this process.
process.exit();
