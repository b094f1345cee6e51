import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { between, recoveryOf, type Recovery, seconds, tooSlow, worstOf } from '../moments.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';

/** For a connection, and then for a lock. */
const CONNECTION_MS = 1_000;
const LOCK_MS = 1_500;
/** What a request may take besides, on a busy machine. */
const MARGIN_MS = 8_000;

const ENV = {
  DB_POOL_MIN: '0',
  DB_POOL_MAX: '3',
  DB_CONNECTION_TIMEOUT: String(CONNECTION_MS),
  DB_LOCK_TIMEOUT: String(LOCK_MS),
};

/** Nobody writes tokens meanwhile, so that transactions wait with their connections in hand. */
async function hold(databaseUrl: string, ms: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'fault suite' });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE tokens IN SHARE MODE');
  await sleep(ms);
  await client.query('ROLLBACK');
  const released = performance.now();
  await client.end();
  return released;
}

async function run(stage: Stage): Promise<Run> {
  const { form, random } = stage;
  const site = await Site.open(stage, { env: ENV });
  const server = await site.startServer();
  const load = site.load(server.url, { clients: 4 * form.clients });
  const end = performance.now() + form.seconds * 1000;
  const recoveries: Recovery[] = [];
  do {
    await sleep(between(random, 500, 1_500));
    const released = await hold(site.databaseUrl, between(random, 2_500, 4_000));
    recoveries.push(await recoveryOf(load, released, 1_500));
  } while (performance.now() < end);
  await load.stop();
  const worst = worstOf(recoveries);
  const { longest } = load.history;
  // A step may take several connections one after the other.
  const bound = 3 * (CONNECTION_MS + LOCK_MS) + MARGIN_MS;
  return site.over(
    {
      holds: String(recoveries.length),
      'longest wait': seconds(longest),
      'last failure after release': seconds(worst.settledMs),
    },
    [
      ...tooSlow(worst),
      ...(longest > bound ? [`somebody waited ${seconds(longest)}, longer than ${seconds(bound)}`] : []),
      ...(load.history.unavailable === 0 ? ['the pool was not exhausted: nobody got 503'] : []),
    ],
  );
}

export const POOL_EXHAUSTED: Scenario = {
  name: 'pool exhausted',
  what: 'a pool of three connections, many clients, and a table that somebody holds locked for seconds',
  run,
};
