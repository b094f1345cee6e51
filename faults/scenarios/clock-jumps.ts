import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteApi } from '../../test/support/remote-api.js';
import type { ServerProcess } from '../../test/support/server-process.js';
import { CLOCKED, moveClock } from '../clocked.js';
import type { Load } from '../load.js';
import { between, seconds, waitFor } from '../moments.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';
import { isAcknowledged, type Told } from '../told.js';

const JOB = 'expire-tokens';
const JOB_MS = 60_000;
const MINUTE = 60;
/** Longer than an access token lives; ahead and back together shorter than what would have old rows removed. */
const SHORTEST = 16 * MINUTE;
const LONGEST = 35 * MINUTE;
const REPLAYS = 8;
/** Between the jump and our hearing of it. */
const SLACK_MS = 50;
const IN_BODY = { headers: { 'x-token-delivery': 'body', 'user-agent': 'fault suite' } };

interface Tokens {
  readonly access: string;
  readonly rotated: string;
}

/** In milliseconds since 1970. */
function expiryOf(token: string): number {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as { exp: number }).exp * 1000;
}

/** A session whose first refresh token has been traded in. */
async function signIn(api: RemoteApi, name: string): Promise<Tokens> {
  const { body } = await api.login(`simple-${name}`, {}, IN_BODY);
  const rotated = String(body.refresh_token);
  const refreshed = await api.post('/auth/refresh', { refresh_token: rotated }, IN_BODY);
  return { access: String(refreshed.body.access_token), rotated };
}

/** Sends again what has been done already. */
function repeat(api: RemoteApi, { step, context = '', sent = '' }: Told) {
  const at = { context_id: context, transaction_id: sent };
  if (step === 'verify') return api.verify(at);
  return step === 'accept' ? api.accept(at) : api.bind(at);
}

async function whatIsTakenTwice(api: RemoteApi, load: Load, random: () => number): Promise<string[]> {
  const passed = load.history.all.filter(
    (told) => isAcknowledged(told) && ['verify', 'accept', 'bind'].includes(told.step),
  );
  const taken: string[] = [];
  for (let count = Math.min(REPLAYS, passed.length); count > 0; count--) {
    const told = passed[Math.floor(random() * passed.length)];
    const { status } = await repeat(api, told);
    if (status < 400) taken.push(`${told.step} was taken twice: ${told.sent}`);
  }
  return taken;
}

async function whatOutlives(api: RemoteApi, { access, rotated }: Tokens, now: Date): Promise<string[]> {
  const { body } = await api.verifyToken(access);
  const expiry = expiryOf(access);
  const outlived = body.active === true && expiry <= now.getTime();
  const { status } = await api.post('/auth/refresh', { refresh_token: rotated }, IN_BODY);
  return [
    ...(outlived ? [`an access token is good after its end, ${new Date(expiry).toISOString()}`] : []),
    ...(status < 400 ? ['a refresh token that was traded in before the jump is taken again'] : []),
  ];
}

/** How long it takes until the jobs go on. */
async function untilJobsRun(
  site: Site,
  jump: () => Promise<Date>,
): Promise<{ now: Date; ms: number | undefined }> {
  const last = async () =>
    String(
      (await site.sql('SELECT last_started_at FROM leases WHERE name = $1', [JOB]))[0]?.['last_started_at'],
    );
  const before = await last();
  const now = await jump();
  return { now, ms: await waitFor(async () => (await last()) !== before, JOB_MS) };
}

interface Jumps {
  /** When the clock was moved. */
  readonly moments: readonly number[];
  readonly slowestJobMs: number;
  readonly complaints: readonly string[];
}

async function jumpAbout(
  site: Site,
  server: ServerProcess,
  load: Load,
  { random, form }: Stage,
): Promise<Jumps> {
  const api = new RemoteApi(server.url);
  const end = performance.now() + form.seconds * 1000;
  const complaints: string[] = [];
  const moments: number[] = [];
  let slowestJobMs = 0;
  // Ahead and back by the same, or back and ahead: the clock ends where it began.
  do {
    const far = Math.round(between(random, SHORTEST, LONGEST)) * (random() < 0.5 ? 1 : -1);
    for (const by of [far, -far]) {
      await sleep(between(random, 300, 1_000));
      const tokens = await signIn(api, `jump-${moments.length}`);
      const { now, ms } = await untilJobsRun(site, async () => {
        const reached = await moveClock(server, by);
        moments.push(performance.now());
        return reached;
      });
      if (ms === undefined) complaints.push(`no job has run after a jump of ${by} s`);
      slowestJobMs = Math.max(slowestJobMs, ms ?? JOB_MS);
      complaints.push(
        ...(await whatOutlives(api, tokens, now)),
        ...(await whatIsTakenTwice(api, load, random)),
      );
    }
  } while (performance.now() < end);
  return { moments, slowestJobMs, complaints };
}

async function run(stage: Stage): Promise<Run> {
  const site = await Site.open(stage, { main: CLOCKED });
  const server = await site.startServer();
  const load = site.load(server.url, { forgives: true });
  await waitFor(
    async () => (await site.sql('SELECT 1 FROM leases WHERE name = $1', [JOB])).length > 0,
    JOB_MS,
  );
  const { moments, slowestJobMs, complaints } = await jumpAbout(site, server, load, stage);
  await sleep(1_000);
  await load.stop();
  // A step that reads the clock twice, before a jump and after it, may find its end before its beginning.
  const excuses = ({ at, ms, status }: Told): boolean =>
    status === 500 && moments.some((moment) => at <= moment && moment <= at + ms + SLACK_MS);
  const measured = { jumps: String(moments.length), 'jobs went on within': seconds(slowestJobMs) };
  return { ...site.over(measured, complaints), excuses };
}

export const CLOCK_JUMPS: Scenario = {
  name: 'clock jumps',
  what: 'the clock of the server put ahead and back by 16 to 35 minutes',
  run,
};
