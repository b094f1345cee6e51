import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Random } from '../common/random.js';
import { type OtpMessage, OtpSender } from '../modules/mfa/otp-sender.port.js';
import { SimulatedOutbox } from './simulated-outbox.js';

export const SIMULATED_CODE = '1234';

/** Sends nothing; the code is always the same. */
@Injectable()
export class SimulatedOtpSender extends OtpSender {
  constructor(
    private readonly outbox: SimulatedOutbox,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    super();
  }

  override newCode(): string {
    return SIMULATED_CODE;
  }

  send({ transactionId, channel, destination, code }: OtpMessage): Promise<string> {
    const to = destination.slice(-4);
    const sentAt = this.clock.now().toISOString();
    const message = { transaction_id: transactionId, channel, to, code, sent_at: sentAt };
    this.outbox.add({ kind: 'otp', ...message }, destination);
    return Promise.resolve(`simulated-${this.random.uuid()}`);
  }

  override reveal(): string {
    return SIMULATED_CODE;
  }
}
