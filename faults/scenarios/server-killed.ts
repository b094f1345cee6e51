import { setTimeout as sleep } from 'node:timers/promises';
import { between, seconds } from '../moments.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';

async function run(stage: Stage): Promise<Run> {
  const site = await Site.open(stage);
  let server = await site.startServer();
  const load = site.load(server.url);
  const end = performance.now() + stage.form.seconds * 1000;
  const starts: number[] = [];
  do {
    await sleep(between(stage.random, 300, 2_500));
    await server.close();
    const began = performance.now();
    server = await site.startServer();
    starts.push(performance.now() - began);
  } while (performance.now() < end);
  await sleep(1_000);
  await load.stop();
  return site.over({ kills: String(starts.length), 'slowest start': seconds(Math.max(...starts)) });
}

export const SERVER_KILLED: Scenario = {
  name: 'server killed',
  what: 'SIGKILL of the server at random moments, and a new one in its place',
  run,
};
