import { chownSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../database-server.js';
import { recoveryOf, seconds, tooSlow, waitFor } from '../moments.js';
import { NotHere, type Run, type Scenario, type Stage } from '../scenario.js';
import { Site } from '../site.js';
import { smallDisk, unmount } from '../small-disk.js';

const MEGABYTES = 64;
const FILL_MS = 60_000;
const TABLESPACE = 'small';

/** Leaves so many kilobytes free. @returns the file that takes the rest */
export function fillUp(disk: string, leavesKb: number): string {
  const { bavail, bsize } = statfsSync(disk);
  const ballast = join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leavesKb * 1024)));
  return ballast;
}

async function onDisk(stage: Stage, disk: string): Promise<Run> {
  const { server: postgres } = stage.world;
  chownSync(disk, postgres.owner.uid, postgres.owner.gid);
  await ask(postgres.urlOf('postgres'), `CREATE TABLESPACE ${TABLESPACE} LOCATION '${disk}'`);
  const site = await Site.open(stage, { tablespace: TABLESPACE });
  const server = await site.startServer();
  const load = site.load(server.url);
  await sleep(2_000);
  const ballast = fillUp(disk, 256);
  const filledIn = await waitFor(() => load.history.unavailable > 0, FILL_MS);
  await sleep(stage.form.seconds * 500);
  rmSync(ballast);
  const recovery = await recoveryOf(load, performance.now(), 2_000);
  await load.stop();
  return site.over(
    {
      'full after': seconds(filledIn ?? NaN),
      'last failure after space was freed': seconds(recovery.settledMs),
    },
    [...tooSlow(recovery), ...(filledIn === undefined ? ['the disk did not fill up: nobody got 503'] : [])],
  );
}

async function run(stage: Stage): Promise<Run> {
  if (stage.mountRefusal !== undefined)
    throw new NotHere(`no small disk can be made here: ${stage.mountRefusal}`);
  const disk = smallDisk(MEGABYTES);
  // The server's files are on it until PostgreSQL ends with the suite.
  stage.atEnd(() => unmount(disk));
  return onDisk(stage, disk);
}

export const DISK_FULL: Scenario = {
  name: 'disk full',
  what: 'the tables on a small disk (tmpfs) with no room left, until it is given back',
  run,
};
