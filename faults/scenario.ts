import type { Finding } from './checker.js';
import type { ScenarioName } from './scenario-names.js';
import type { Told } from './told.js';
import type { Site } from './site.js';
import type { World } from './world.js';

/** How long and how hard. The same code runs the short form, which every change passes, and the long one. */
export interface Form {
  readonly name: 'short' | 'long';
  /** Of load, in each scenario but the soak. */
  readonly seconds: number;
  readonly soakSeconds: number;
  readonly clients: number;
}

/** What a scenario measured, in the words of the report. */
export type Measured = Readonly<Record<string, string>>;

export interface Stage {
  readonly world: World;
  readonly form: Form;
  readonly seed: number;
  readonly random: () => number;
  /** Whether a small file system of our own can be made here, or why not. */
  readonly mountRefusal: string | undefined;
  /** Where it has gone on; each closes with the scenario. */
  readonly sites: Set<Site>;
  /** What is cleared away when PostgreSQL has ended, and holds no file any more. */
  readonly atEnd: (clear: () => void) => unknown;
}

/** Something here is not to be had: the scenario is left out, by name. */
export class NotHere extends Error {}

export interface Scenario {
  readonly name: ScenarioName;
  /** What is done to the service, in a sentence. */
  readonly what: string;
  readonly run: (stage: Stage) => Promise<Run>;
}

/** A scenario that is over: the place where it happened, with what clients were told there. */
export interface Run {
  readonly site: Site;
  readonly measured: Measured;
  /** Promises of this scenario alone that were not kept. */
  readonly complaints: readonly string[];
  /** Whether an answer could not have been another, so that it counts as none. */
  readonly excuses?: (told: Told) => boolean;
}

export interface Verdict {
  readonly acknowledged: number;
  readonly unavailable: number;
  readonly cut: number;
  readonly findings: readonly Finding[];
  readonly complaints: readonly string[];
  readonly measured: Measured;
}
