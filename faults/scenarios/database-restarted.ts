import { setTimeout as sleep } from 'node:timers/promises';
import { between, recoveryOf, type Recovery, seconds, tooSlow, worstOf } from '../moments.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';

async function run(stage: Stage): Promise<Run> {
  const { world, random, form } = stage;
  const site = await Site.open(stage);
  const server = await site.startServer();
  const load = site.load(server.url);
  const end = performance.now() + form.seconds * 1000;
  const recoveries: Recovery[] = [];
  const silent: string[] = [];
  do {
    await sleep(between(random, 500, 2_500));
    await world.server.crash();
    const down = performance.now();
    await sleep(between(random, 500, 2_500));
    if (!load.history.all.some(({ at, status }) => at >= down && status === 503))
      silent.push('nobody got 503 while it was down');
    recoveries.push(await recoveryOf(load, await world.server.restart(), 1_500));
  } while (performance.now() < end);
  await load.stop();
  const worst = worstOf(recoveries);
  return site.over(
    {
      crashes: String(recoveries.length),
      'first answer after its return': seconds(worst.firstMs),
      'last failure after its return': seconds(worst.settledMs),
      'longest wait': seconds(load.history.longest),
    },
    [...tooSlow(worst), ...silent],
  );
}

export const DATABASE_RESTARTED: Scenario = {
  name: 'database restarted',
  what: 'PostgreSQL stopped at once (SIGQUIT) and started again after a while',
  run,
};
