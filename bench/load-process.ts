/** The load generator: a process of its own, so that the CPU it uses is not the server's. */
import autocannon from 'autocannon';
import { prepare, type ScenarioName, type Target } from './scenarios.js';

export interface Job extends Target {
  readonly scenario: ScenarioName;
  readonly seconds: number;
}

export interface Outcome {
  readonly requests: number;
  readonly chains?: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not 2xx, and requests without an answer. */
  readonly errors: number;
}

export type Message = 'prepared' | Outcome | { readonly failure: string };

const send = (message: Message) => process.send!(message);

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

async function run(job: Job): Promise<Outcome> {
  const load = await prepare(job.scenario, job);
  const times: number[] = [];
  send('prepared');
  const tracker = autocannon({
    url: job.url,
    connections: job.connections,
    duration: job.seconds,
    setupClient: (client) => load.setupClient(client),
  });
  tracker.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const { duration, errors, non2xx } = await tracker;
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    chains: load.chains?.(),
    seconds: duration,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    errors: errors + non2xx,
  };
}

process.on('message', (job: Job) => {
  run(job).then(send, (error: unknown) => send({ failure: String(error) }));
});

process.once('disconnect', () => process.exit());
