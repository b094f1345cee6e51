import { newSeed } from '../test/support/seeded-random.js';
import type { Form } from './scenario.js';

const SHORT: Form = { name: 'short', seconds: 3, soakSeconds: 20, clients: 6 };
const LONG: Form = { name: 'long', seconds: 60, soakSeconds: 1_800, clients: 10 };

function valueOf(option: string): string | undefined {
  const prefix = `--${option}=`;
  return process.argv.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}

function number(option: string, fallback: number): number {
  const value = Number(valueOf(option) ?? fallback);
  if (!(value >= 0)) throw new Error(`--${option} must be a number`);
  return value;
}

const form = process.argv.includes('--short') ? SHORT : LONG;

export const FORM: Form = {
  ...form,
  seconds: number('seconds', form.seconds),
  soakSeconds: number('soak', form.soakSeconds),
  clients: number('clients', form.clients),
};

export const SEED = number('seed', newSeed());

/** Names of scenarios, separated by commas; all without it. */
export const ONLY = valueOf('only')?.split(',');

/** Puts the figures into docs/reliability.md. */
export const WRITES = process.argv.includes('--write');

/** One line of JSON a scenario, for whoever reads them by program. */
export const SPEAKS_JSON = process.argv.includes('--json');
