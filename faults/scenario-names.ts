/** In the order in which they run. */
export const SCENARIO_NAMES = [
  'server killed',
  'database restarted',
  'connections cut',
  'pool exhausted',
  'slow queries',
  'disk full',
  'clock jumps',
  'leader killed',
  'two replicas',
  'soak',
] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];
