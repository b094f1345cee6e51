import { join } from 'node:path';
import type { ServerProcess } from '../test/support/server-process.js';

export const CLOCKED = join(process.cwd(), 'faults/clocked-server.mjs');

/** Moves the clock of a server that runs by `CLOCKED`. @returns its time */
export async function moveClock(server: ServerProcess, seconds: number): Promise<Date> {
  const control = /moved at (\S+)/.exec(server.output)?.[1];
  if (control === undefined) throw new Error('The server has no clock that can be moved');
  const response = await fetch(`${control}?seconds=${seconds}`);
  return new Date(await response.text());
}
