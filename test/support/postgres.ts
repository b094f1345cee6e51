import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const OBJECT_IN_USE = '55006';
const CLONE_ATTEMPTS = 100;
const CLONE_PAUSE_MS = 100;

function setting(name: 'TEST_PG_BASE' | 'TEST_PG_TEMPLATE'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: tests on PostgreSQL run with DB=postgres`);
  return value;
}

function urlOf(database: string): string {
  const url = new URL(setting('TEST_PG_BASE'));
  url.pathname = database;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const isInUse = (error: unknown) => error instanceof pg.DatabaseError && error.code === OBJECT_IN_USE;

async function clone(template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      return;
    } catch (error) {
      if (!isInUse(error) || attempt === CLONE_ATTEMPTS) throw error;
      await sleep(CLONE_PAUSE_MS);
    }
  }
}

/** A database with the schema of the migrations, for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = setting('TEST_PG_TEMPLATE');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await clone(template, name);
  return { url: urlOf(name), drop: () => onServer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}
