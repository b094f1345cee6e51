import { SCENARIO_NAMES, type ScenarioName } from './scenario-names.js';
import type { Scenario } from './scenario.js';
import { CLOCK_JUMPS } from './scenarios/clock-jumps.js';
import { CONNECTIONS_CUT } from './scenarios/connections-cut.js';
import { DATABASE_RESTARTED } from './scenarios/database-restarted.js';
import { DISK_FULL } from './scenarios/disk-full.js';
import { LEADER_KILLED } from './scenarios/leader-killed.js';
import { POOL_EXHAUSTED } from './scenarios/pool-exhausted.js';
import { SERVER_KILLED } from './scenarios/server-killed.js';
import { SLOW_QUERIES } from './scenarios/slow-queries.js';
import { SOAK } from './scenarios/soak.js';
import { TWO_REPLICAS } from './scenarios/two-replicas.js';

const BY_NAME: Readonly<Record<ScenarioName, Scenario>> = {
  'server killed': SERVER_KILLED,
  'database restarted': DATABASE_RESTARTED,
  'connections cut': CONNECTIONS_CUT,
  'pool exhausted': POOL_EXHAUSTED,
  'slow queries': SLOW_QUERIES,
  'disk full': DISK_FULL,
  'clock jumps': CLOCK_JUMPS,
  'leader killed': LEADER_KILLED,
  'two replicas': TWO_REPLICAS,
  soak: SOAK,
};

export const SCENARIOS: readonly Scenario[] = SCENARIO_NAMES.map((name) => BY_NAME[name]);
