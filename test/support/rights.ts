import { readFileSync } from 'node:fs';
import type { Hands } from './roles.js';

/** Table → what each role may. `SELECT but …` names the columns that are hidden. */
export type Rights = Readonly<Record<string, Readonly<Record<'app' | 'maintenance' | 'readonly', string>>>>;

const VERBS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];

/** What PostgreSQL itself says, of every table and view that there is. */
export async function grantedRights(anybody: Hands): Promise<Rights> {
  const rightsOf = (role: string) => `
    array_to_string(ARRAY(
      SELECT verb FROM unnest(ARRAY['${VERBS.join("','")}']) WITH ORDINALITY AS verbs (verb, n)
       WHERE has_table_privilege('ciam_${role}', c.oid, verb) ORDER BY n), ', ') ||
    CASE WHEN NOT has_table_privilege('ciam_${role}', c.oid, 'SELECT') AND has_any_column_privilege('ciam_${role}', c.oid, 'SELECT')
         THEN 'SELECT but ' || (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = c.oid AND attnum > 0 AND NOT has_column_privilege('ciam_${role}', c.oid, attnum, 'SELECT'))
         ELSE '' END AS ${role}`;
  const rows = await anybody.ask(`
    SELECT c.relname AS name, ${['app', 'maintenance', 'readonly'].map(rightsOf).join(', ')}
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition`);
  return Object.fromEntries(
    rows.map(({ name, app, maintenance, readonly }) => [
      String(name),
      { app: String(app), maintenance: String(maintenance), readonly: String(readonly) },
    ]),
  );
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

/** What docs/roles.md says, where `–` is nothing. */
export function documentedRights(): Rights {
  const [, table = ''] = readFileSync('docs/roles.md', 'utf8').split('## Table by table');
  const lines = table.split('\n').filter((line) => line.startsWith('| `'));
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rights] = cellsOf(line).map((cell) => (cell === '–' ? '' : cell));
      const [app = '', maintenance = '', readonly = ''] = rights;
      return [name, { app, maintenance, readonly }];
    }),
  );
}
