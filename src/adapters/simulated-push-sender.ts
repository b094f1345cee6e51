import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Random } from '../common/random.js';
import {
  type PendingPush,
  type PushDecision,
  type PushMessage,
  PushSender,
} from '../modules/mfa/push-sender.port.js';
import { SimulatedDirectory } from './simulated-directory.js';
import { SimulatedOutbox } from './simulated-outbox.js';
import type { PushHabit } from './simulated-people.js';

const USUAL: PushHabit = { afterSeconds: 5, decision: 'APPROVED' };

/** Sends nothing; what its people answer follows from the age of the prompt alone, so it survives restarts. */
@Injectable()
export class SimulatedPushSender extends PushSender {
  constructor(
    private readonly outbox: SimulatedOutbox,
    private readonly directory: SimulatedDirectory,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    super();
  }

  send({ contextId, transactionId, cupid }: PushMessage): Promise<string> {
    const sentAt = this.clock.now().toISOString();
    const ids = { transaction_id: transactionId, context_id: contextId };
    this.outbox.add({ kind: 'push', ...ids, channel: 'push', to: cupid, sent_at: sentAt }, cupid);
    return Promise.resolve(`simulated-${this.random.uuid()}`);
  }

  override decisionOf({ cupid, createdAt }: PendingPush, now: Date): PushDecision | undefined {
    const { afterSeconds, decision } = this.habitOf(cupid);
    return now.getTime() - createdAt.getTime() >= afterSeconds * 1000 ? decision : undefined;
  }

  vouchesFor(): boolean {
    return true;
  }

  private habitOf(cupid: string): PushHabit {
    const username = this.directory.usernameOf(cupid);
    return (username !== undefined && this.directory.traitsOf(username).push) || USUAL;
  }
}
