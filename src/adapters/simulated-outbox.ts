import { Injectable } from '@nestjs/common';

export interface SentMessage {
  readonly kind: 'otp' | 'push';
  readonly transaction_id: string;
  readonly channel: string;
  /** The last four digits of a phone number, or the person's id. */
  readonly to: string;
  readonly code?: string;
  readonly sent_at: string;
}

const LIMIT = 1000;

/** What the simulated gateways have "sent", newest last; the oldest are forgotten. */
@Injectable()
export class SimulatedOutbox {
  private sent: SentMessage[] = [];

  add(message: SentMessage): void {
    this.sent.push(message);
    if (this.sent.length > LIMIT) this.sent.shift();
  }

  get messages(): readonly SentMessage[] {
    return this.sent;
  }

  clear(): void {
    this.sent = [];
  }
}
