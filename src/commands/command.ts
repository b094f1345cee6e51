import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../config/environment.schema.js';
import { describeFailure } from './failure.js';

/** What a command has of its process. */
export interface CommandIo {
  readonly env: Environment;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  /** For people: questions, progress, complaints. */
  readonly stderr: Writable;
}

/** What cannot be done, in words for whoever asked. */
export class CommandRefused extends Error {}

export const EXIT = { done: 0, failed: 1, incomplete: 2 } as const;

export function say(stream: Writable, text: string): void {
  stream.write(`${text}\n`);
}

export interface Call {
  readonly args: readonly string[];
  readonly usage: string;
}

/** @returns the exit code */
export async function runCommand(
  { args, usage }: Call,
  io: CommandIo,
  work: () => Promise<number>,
): Promise<number> {
  try {
    if (args.includes('--help')) {
      say(io.stdout, usage);
      return EXIT.done;
    }
    return await work();
  } catch (error) {
    say(io.stderr, error instanceof CommandRefused ? error.message : describeFailure(error));
    return EXIT.failed;
  }
}
