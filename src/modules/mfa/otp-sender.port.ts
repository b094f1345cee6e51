import type { Random } from '../../common/random.js';

export type OtpChannel = 'sms' | 'voice';

export interface OtpMessage {
  readonly transactionId: string;
  readonly channel: OtpChannel;
  /** A full phone number. */
  readonly destination: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/** The gateway that one-time codes go out by. */
export abstract class OtpSender {
  /** A code to send: drawn at random, unless the gateway is a simulator. */
  newCode(random: Random, length: number): string {
    return random.digits(length);
  }

  /** @returns the gateway's id of the delivery @throws {DependencyUnavailable} */
  abstract send(message: OtpMessage): Promise<string>;

  /** The code that was "sent" for a transaction; only a simulator can tell. */
  reveal(_transactionId: string): string | undefined {
    return undefined;
  }
}
