import { Injectable } from '@nestjs/common';
import type { SentMessage } from './sent-message.js';

interface Entry {
  readonly message: SentMessage;
  readonly recipient: string;
}

const LIMIT = 1000;

/** What the simulated gateways have "sent", newest last; the oldest are forgotten. */
@Injectable()
export class SimulatedOutbox {
  private entries: Entry[] = [];

  /** @param recipient the whole phone number or the person's id, which the message need not show */
  add(message: SentMessage, recipient: string): void {
    this.entries.push({ message, recipient });
    if (this.entries.length > LIMIT) this.entries.shift();
  }

  get messages(): readonly SentMessage[] {
    return this.entries.map(({ message }) => message);
  }

  /** The newest message to any of these recipients. */
  newestTo(recipients: readonly string[]): SentMessage | undefined {
    return this.entries.findLast(({ recipient }) => recipients.includes(recipient))?.message;
  }

  reset(): void {
    this.entries = [];
  }
}
