import { setTimeout as sleep } from 'node:timers/promises';
import { recoveryOf, seconds, tooSlow } from '../moments.js';
import type { Run, Scenario, Stage } from '../scenario.js';
import { Site } from '../site.js';

const STATEMENT_MS = 700;

/** Every seventh row or so takes longer than a statement may, in the middle of whatever it is part of. */
const SLOW = `
  CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF random() < 0.15 THEN PERFORM pg_sleep(5); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER dawdle BEFORE INSERT OR UPDATE ON auth_transactions FOR EACH ROW EXECUTE FUNCTION dawdle();
  CREATE TRIGGER dawdle BEFORE INSERT ON tokens FOR EACH ROW EXECUTE FUNCTION dawdle();
  CREATE TRIGGER dawdle BEFORE INSERT ON audit_logs FOR EACH ROW EXECUTE FUNCTION dawdle()`;
const QUICK = `DROP TRIGGER dawdle ON auth_transactions; DROP TRIGGER dawdle ON tokens; DROP TRIGGER dawdle ON audit_logs`;

async function run(stage: Stage): Promise<Run> {
  const site = await Site.open(stage, { env: { DB_STATEMENT_TIMEOUT: String(STATEMENT_MS) } });
  const server = await site.startServer();
  const load = site.load(server.url);
  await sleep(1_000);
  await site.sql(SLOW);
  await sleep(stage.form.seconds * 1000);
  await site.sql(QUICK);
  const recovery = await recoveryOf(load, performance.now(), 2_000);
  await load.stop();
  return site.over(
    {
      'longest wait': seconds(load.history.longest),
      'last failure after the end': seconds(recovery.settledMs),
    },
    [
      ...tooSlow(recovery),
      ...(load.history.unavailable === 0 ? ['no statement was given up: nobody got 503'] : []),
    ],
  );
}

export const SLOW_QUERIES: Scenario = {
  name: 'slow queries',
  what: 'statements that take longer than DB_STATEMENT_TIMEOUT, at random, in the middle of transactions',
  run,
};
