/**
 * Prints what the pending migrations would do to the others who use the database, and changes nothing: per statement the
 * lock it takes, the tables and about how many rows they have, whether it is safe under load, and what to do instead.
 * --file=<path> judges a script of one's own. --json is for programs. Ends with 1 when a statement is neither safe nor brief.
 */
import { readFileSync } from 'node:fs';
import { ConfigurationError, describeConfigurationError } from '../src/config/configuration-error.js';
import { classify, created, loadParser, statementsIn } from './migration-plan/classify.js';
import { judge, type Judgement, render } from './migration-plan/judgement.js';
import { LiveSchema } from './migration-plan/live-schema.js';
import {
  fromNothing,
  isDatabaseConfigured,
  nameOf,
  pendingAfter,
  type Start,
  startOf,
  statementsOf,
} from './pending-migrations.js';

interface Part {
  readonly name: string;
  readonly statements: readonly string[];
}

const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

async function partsAfter(start: Start): Promise<Part[]> {
  const file = option('file');
  if (file === undefined) return pendingParts(start);
  return [{ name: file, statements: statementsIn(readFileSync(file, 'utf8')) }];
}

async function gather(): Promise<{ from: string; schema: LiveSchema; parts: Part[] }> {
  if (!isDatabaseConfigured()) {
    const start = fromNothing('no database is configured');
    return { from: start.from, schema: LiveSchema.empty, parts: await partsAfter(start) };
  }
  const { dataSource } = await import('../src/database/data-source.js');
  await dataSource.initialize();
  try {
    const start = await startOf(dataSource);
    return { from: start.from, schema: await LiveSchema.of(dataSource), parts: await partsAfter(start) };
  } finally {
    await dataSource.destroy();
  }
}

async function pendingParts(start: Start): Promise<Part[]> {
  const parts: Part[] = [];
  for (const migration of pendingAfter(start))
    parts.push({ name: nameOf(migration), statements: await statementsOf(migration) });
  return parts;
}

function judgeAll(parts: readonly Part[], schema: LiveSchema): Judgement[] {
  const fresh = new Set<string>();
  return parts.flatMap(({ name, statements }) =>
    statements.map((sql) => {
      const judgement = judge(name, sql, classify(sql, schema), schema, fresh);
      for (const table of created(sql)) fresh.add(table);
      return judgement;
    }),
  );
}

try {
  await loadParser();
  const { from, schema, parts } = await gather();
  const judgements = judgeAll(parts, schema);
  console.log(
    process.argv.includes('--json') ? JSON.stringify(judgements, null, 2) : render(from, judgements),
  );
  if (judgements.some(({ verdict }) => verdict !== 'safe' && verdict !== 'brief')) process.exitCode = 1;
} catch (error) {
  if (error instanceof ConfigurationError) console.error(describeConfigurationError(error));
  else console.error(`The plan cannot be made: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
