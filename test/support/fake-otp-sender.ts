import { type OtpMessage, OtpSender } from '../../src/modules/mfa/otp-sender.port.js';
import type { Ids } from './api.js';

/** A gateway like a real one: its codes are drawn at random, and only who receives them knows them. */
export class FakeOtpSender extends OtpSender {
  readonly messages: OtpMessage[] = [];

  send(message: OtpMessage): Promise<string> {
    this.messages.push(message);
    return Promise.resolve(`delivery-${this.messages.length}`);
  }

  /** The code that was sent for a transaction. */
  codeOf({ transaction_id: transactionId }: Pick<Ids, 'transaction_id'>): string {
    return this.messages.find((message) => message.transactionId === transactionId)?.code ?? '';
  }

  /** A code of the same length that was not sent for it. */
  wrongCodeFor(ids: Pick<Ids, 'transaction_id'>): string {
    const code = this.codeOf(ids);
    return `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
  }
}
