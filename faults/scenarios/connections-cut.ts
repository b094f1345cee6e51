import { setTimeout as sleep } from 'node:timers/promises';
import { between, recoveryOf, seconds, tooSlow } from '../moments.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';

/** Of the server's connections, jobs' too, each with an even chance. */
const CUT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'sallyport' AND random() < 0.5`;

async function run(stage: Stage): Promise<Run> {
  const site = await Site.open(stage);
  const server = await site.startServer();
  const load = site.load(server.url);
  const end = performance.now() + stage.form.seconds * 1000;
  let cut = 0;
  do {
    await sleep(between(stage.random, 50, 500));
    cut += (await site.sql(CUT)).length;
  } while (performance.now() < end);
  const recovery = await recoveryOf(load, performance.now(), 1_500);
  await load.stop();
  const measured = {
    'connections cut': String(cut),
    'last failure after the last cut': seconds(recovery.settledMs),
  };
  return site.over(measured, tooSlow(recovery));
}

export const CONNECTIONS_CUT: Scenario = {
  name: 'connections cut',
  what: 'half of the connections to PostgreSQL ended (pg_terminate_backend), again and again',
  run,
};
