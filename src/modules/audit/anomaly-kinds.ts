/** What looks wrong, and how many failures within the window are too many, unless it is asked for another number. */
export const BURSTS = {
  failure_burst_person: 10,
  failure_burst_name: 10,
  failure_burst_address: 30,
  failure_burst_app: 100,
} as const;
export type Burst = keyof typeof BURSTS;

export const ANOMALIES = [...(Object.keys(BURSTS) as Burst[]), 'device_switch', 'token_reuse'] as const;
export type AnomalyKind = (typeof ANOMALIES)[number];

/** Five minutes. */
export const USUAL_WINDOW = 300;
