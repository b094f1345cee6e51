import type { ClientBase } from 'pg';
import { TOLD_RULES, type Rule } from './rules.js';
import { WHOLE_RULES } from './rules-whole.js';
import type { History, Told } from './told.js';

export interface Finding {
  readonly rule: string;
  readonly kind: Rule['kind'];
  readonly count: number;
  readonly examples: readonly string[];
}

const BATCH = 5_000;
const EXAMPLES = 3;

const TABLE = `CREATE TEMPORARY TABLE told (step text, correlation text, status int, kind text, again boolean, cupid text, context text,
  sent text, next text, presented text, access text, id text, refresh text, hand_off text, retry_after text)`;
const FILL = 'INSERT INTO told SELECT * FROM jsonb_populate_recordset(NULL::told, $1::jsonb)';
const PREPARE = [
  'CREATE INDEX ON told (context)',
  'CREATE INDEX ON told (correlation)',
  'ANALYZE told',
  'CREATE TEMPORARY VIEW good AS SELECT * FROM told WHERE status BETWEEN 200 AND 299',
];

function rowOf({ handOff, retryAfter, at: _at, ms: _ms, ...told }: Told): object {
  return { ...told, hand_off: handOff, retry_after: retryAfter };
}

/** Tells the database what clients were told; for as long as the connection lasts. */
export async function recite(client: ClientBase, { all }: History): Promise<void> {
  await client.query(TABLE);
  for (let from = 0; from < all.length; from += BATCH)
    await client.query(FILL, [JSON.stringify(all.slice(from, from + BATCH).map(rowOf))]);
  for (const statement of PREPARE) await client.query(statement);
}

/** What clients were told, compared with what the database holds, and that with itself. @returns the rules that are broken */
export async function compare(
  client: ClientBase,
  rules: readonly Rule[] = [...TOLD_RULES, ...WHOLE_RULES],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, kind, sql } of rules) {
    const { rows } = await client.query<{ what: string; n: string }>(
      `SELECT what, count(*) OVER () AS n FROM (${sql}) breach (what) LIMIT ${EXAMPLES}`,
    );
    const [first] = rows;
    if (first)
      findings.push({ rule: name, kind, count: Number(first.n), examples: rows.map(({ what }) => what) });
  }
  return findings;
}
