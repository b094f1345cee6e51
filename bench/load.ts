import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Message, Outcome } from './load-process.js';

/** Until what a round leaves behind, such as connections to close, is done with. */
const SETTLE_MS = 200;

/** Drives servers from another process. */
export class LoadGenerator {
  private readonly child: ChildProcess;
  private readonly ended = new AbortController();

  constructor() {
    this.child = fork(join(import.meta.dirname, 'load-process.ts'), { execArgv: ['--import', 'tsx'] });
    this.child.once('exit', () => this.ended.abort());
    this.child.on('error', () => this.ended.abort());
  }

  /** @param onStart called when the tokens that a job needs are there and the load begins */
  async run(job: Job, onStart: () => void): Promise<Outcome> {
    if (!this.child.connected) throw new Error('The load generator has ended');
    this.child.send(job);
    for (;;) {
      const message = await this.next();
      if (message === 'prepared') onStart();
      else if ('failure' in message) throw new Error(message.failure);
      else {
        await sleep(SETTLE_MS);
        return message;
      }
    }
  }

  private async next(): Promise<Message> {
    const [message] = await once(this.child, 'message', { signal: this.ended.signal });
    return message;
  }
}
