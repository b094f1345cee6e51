import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ServerProcess } from '../../test/support/server-process.js';
import { CLOCKED, moveClock } from '../clocked.js';
import { seconds, waitFor } from '../moments.js';
import { RoundRobin } from '../proxy.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';
import { freePort } from '../world.js';

const JOB = 'purge-rate-limits';
const TABLE = 'rate_limits';
const LEASE_SECONDS = 30;
const PROMISED_MS = 60_000;

/** As the table names a holder: machine, process, and a random word. */
const pidOf = (holder: string | null): number => Number(holder?.split('/')[1]);

interface Takeover {
  readonly ms: number;
  readonly complaint?: string;
}

/** The job that whoever runs it waits in, as nobody else may have its table. */
async function waitInJob(
  site: Site,
): Promise<{ readonly holder: () => Promise<string | null>; readonly free: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: site.databaseUrl, application_name: 'fault suite' });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${TABLE} IN ACCESS EXCLUSIVE MODE`);
  await site.sql(`UPDATE leases SET next_run_at = now() - interval '1 second' WHERE name = $1`, [JOB]);
  return {
    holder: async () =>
      ((await site.sql('SELECT holder FROM leases WHERE name = $1', [JOB]))[0]?.holder ?? null) as
        string | null,
    free: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

/** Kills whoever has the job, and waits until another has it. */
async function takeOver(
  site: Site,
  servers: readonly ServerProcess[],
  skipsLease: boolean,
): Promise<Takeover> {
  const { holder, free } = await waitInJob(site);
  try {
    let leader: string | null = null;
    const isHeld = async () => (leader = await holder()) !== null;
    if ((await waitFor(isHeld, PROMISED_MS)) === undefined)
      return { ms: NaN, complaint: 'nobody has taken the job' };
    const dead = servers.find(({ pid }) => pid === pidOf(leader));
    const alive = servers.filter((server) => server !== dead);
    if (!dead) return { ms: NaN, complaint: `the lease is held by ${leader}, who is none of ours` };
    await dead.close();
    const since = performance.now();
    if (skipsLease) for (const server of alive) await moveClock(server, LEASE_SECONDS + 1);
    const isTaken = async () => {
      const taker = pidOf(await holder());
      return alive.some(({ pid }) => pid === taker);
    };
    const ms = await waitFor(isTaken, PROMISED_MS);
    const skipped = skipsLease ? (LEASE_SECONDS + 1) * 1000 : 0;
    if (ms === undefined)
      return { ms: NaN, complaint: `nobody has taken the job over within ${seconds(PROMISED_MS)}` };
    return { ms: performance.now() - since + skipped };
  } finally {
    await free();
  }
}

async function run(stage: Stage): Promise<Run> {
  const isShort = stage.form.name === 'short';
  // The job shall wait for as long as we like, and not be given up.
  const env = { DB_LOCK_TIMEOUT: '0', DB_STATEMENT_TIMEOUT: '0' };
  const site = await Site.open(stage, { env, main: CLOCKED });
  const ports = [await freePort(), await freePort()];
  const servers = await Promise.all(ports.map((port) => site.startServer({ PORT: String(port) })));
  const proxy = await RoundRobin.before(ports);
  const load = site.load(proxy.url);
  await waitFor(
    async () => (await site.sql('SELECT 1 FROM leases WHERE name = $1', [JOB])).length > 0,
    PROMISED_MS,
  );
  const { ms, complaint } = await takeOver(site, servers, isShort);
  await sleep(2_000);
  await load.stop();
  proxy.close();
  const late = ms > PROMISED_MS ? [`the job was taken over after ${seconds(ms)}`] : [];
  return site.over({ 'job taken over after': seconds(ms) }, complaint ? [complaint] : late);
}

export const LEADER_KILLED: Scenario = {
  name: 'leader killed',
  what: 'SIGKILL of the server that is running a job, with another beside it',
  run,
};
