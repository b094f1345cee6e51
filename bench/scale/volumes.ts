/** How many rows there are, and how much room they take. */
import type { Client } from 'pg';
import { TABLES } from './fill.js';

export interface Volume {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  readonly indexBytes: number;
}

const SIZES = `
  SELECT sum(pg_table_size(c.oid)) AS bytes, sum(pg_indexes_size(c.oid)) AS index_bytes
    FROM pg_class c WHERE c.oid = $1::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass)`;

export async function countRows(client: Client): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of TABLES) {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    counts.set(table, Number(rows[0]?.n));
  }
  return counts;
}

export async function measureVolumes(client: Client): Promise<Volume[]> {
  const counts = await countRows(client);
  const volumes: Volume[] = [];
  for (const [table, count] of counts) {
    const { rows } = await client.query<{ bytes: string; index_bytes: string }>(SIZES, [table]);
    const [size] = rows;
    volumes.push({ table, rows: count, bytes: Number(size?.bytes), indexBytes: Number(size?.index_bytes) });
  }
  return volumes;
}
