import { setTimeout as sleep } from 'node:timers/promises';
import { between } from '../moments.js';
import { RoundRobin } from '../proxy.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';
import { freePort } from '../world.js';

async function run(stage: Stage): Promise<Run> {
  const { random, form } = stage;
  const site = await Site.open(stage);
  const ports = [await freePort(), await freePort()];
  const start = (port: number) => site.startServer({ PORT: String(port) });
  const servers = await Promise.all(ports.map(start));
  const proxy = await RoundRobin.before(ports);
  const load = site.load(proxy.url);
  const end = performance.now() + form.seconds * 1000;
  let kills = 0;
  do {
    await sleep(between(random, 300, 2_000));
    const victim = random() < 0.5 ? 0 : 1;
    // One in two is told to stop, as at a deployment, and may end what it has begun.
    const isKilled = kills === 0 || random() < 0.5;
    servers[victim].signal(isKilled ? 'SIGKILL' : 'SIGTERM');
    await servers[victim].ended;
    kills += 1;
    await sleep(between(random, 0, 1_000));
    servers[victim] = await start(ports[victim]);
  } while (performance.now() < end);
  await sleep(1_000);
  await load.stop();
  proxy.close();
  // The other server is there all the time: only what was in hand when one was killed may go unanswered.
  const most = kills * form.clients * 2;
  const { cut } = load.history;
  return site.over(
    { 'servers ended': String(kills), 'requests without an answer per end': (cut / kills).toFixed(1) },
    cut > most ? [`${cut} requests had no answer, more than the ${most} that could be in hand`] : [],
  );
}

export const TWO_REPLICAS: Scenario = {
  name: 'two replicas',
  what: 'two servers behind a round-robin proxy, one of them killed or stopped at random and started again',
  run,
};
