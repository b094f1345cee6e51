import type { ScenarioName } from './scenarios.js';
import type { ServerProcess } from './server-process.js';

/** The servers under load. */
export interface Servers {
  readonly postgres: ServerProcess;
  readonly embedded: ServerProcess;
  readonly baseline: ServerProcess;
}

/** One line of the table: some work, and who does it. */
export interface Row {
  readonly scenario: ScenarioName;
  readonly label: string;
  readonly server: keyof Servers;
  readonly prefix?: string;
  /** The row that this one is compared with. */
  readonly against?: string;
}

const postgres = (scenario: ScenarioName, against?: string): Row => ({
  scenario,
  label: 'Sallyport, PostgreSQL',
  server: 'postgres',
  against,
});

const embedded = (scenario: ScenarioName, against?: string): Row => ({
  scenario,
  label: 'Sallyport, embedded',
  server: 'embedded',
  against,
});

const BY_HAND = 'Fastify + pg by hand';
const BARE = 'bare Fastify';
const byHand = (scenario: ScenarioName): Row => ({ scenario, label: BY_HAND, server: 'baseline' });
const bare = (scenario: ScenarioName): Row => ({ scenario, label: BARE, server: 'baseline' });

/** In the order in which a round goes through them: what is compared stands side by side. */
export const ROWS: readonly Row[] = [
  postgres('login', BY_HAND),
  byHand('login'),
  embedded('login'),
  postgres('chain'),
  embedded('chain'),
  postgres('refresh', BY_HAND),
  byHand('refresh'),
  { ...byHand('refresh'), label: 'limit: one statement', prefix: '/at-once' },
  embedded('refresh'),
  postgres('session check', BY_HAND),
  byHand('session check'),
  embedded('session check'),
  postgres('JWKS', BARE),
  bare('JWKS'),
  embedded('JWKS', BARE),
  bare('hello'),
];
