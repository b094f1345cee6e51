import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { ChallengeChoice, EnrolledFactors, MfaOffer, OtpChallenge, PushChallenge } from './challenge.js';
import { OneTimeCodeNotFound, PushSignatureInvalid } from './mfa.errors.js';
import { hashCode, lastFourDigits, matchesCode } from './one-time-code.js';
import { type OtpChannel, OtpSender } from './otp-sender.port.js';
import {
  type PendingPush,
  type PushApproval,
  type PushDecision,
  type PushMessage,
  PushSender,
} from './push-sender.port.js';

export type {
  ChallengeChoice,
  EnrolledFactors,
  MfaMethod,
  MfaOffer,
  OtpChallenge,
  PushChallenge,
} from './challenge.js';
export type { PendingPush, PushApproval, PushDecision } from './push-sender.port.js';

/** Sends challenges and judges answers; knows nothing of a login. */
@Injectable()
export class MfaService {
  private readonly codeKey: string;

  constructor(
    private readonly otpSender: OtpSender,
    private readonly pushSender: PushSender,
    private readonly random: Random,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.codeKey = config.mfa.otpSecret || random.token(32);
  }

  /** What a person may choose from; of a phone number the last four digits. */
  offer({ otpMethods, push }: EnrolledFactors): MfaOffer {
    const methods = otpMethods.map(({ optionId, destination }) => ({
      value: lastFourDigits(destination),
      mfa_option_id: optionId,
    }));
    return { otp_methods: methods, mobile_approve_status: push };
  }

  /** Whether a choice is among those offered to this person. */
  isOffered({ otpMethods, push }: EnrolledFactors, { method, optionId }: ChallengeChoice): boolean {
    return method === 'push' ? push === 'ENABLED' : otpMethods.some((otp) => otp.optionId === optionId);
  }

  /** @throws {DependencyUnavailable} and then nothing was sent that could be used */
  async sendCode(
    transactionId: string,
    channel: OtpChannel,
    destination: string,
    expiresAt: Date,
  ): Promise<OtpChallenge> {
    const code = this.otpSender.newCode(this.random, this.config.mfa.otpLength);
    const deliveryId = await this.otpSender.send({ transactionId, channel, destination, code, expiresAt });
    return { code_hash: hashCode(this.codeKey, transactionId, code), delivery_id: deliveryId };
  }

  /** @throws {DependencyUnavailable} */
  async sendPush(message: PushMessage): Promise<PushChallenge> {
    const deliveryId = await this.pushSender.send(message);
    return { display_number: this.random.integer(1, 99), delivery_id: deliveryId };
  }

  isRightCode(transactionId: string, code: string, challenge: OtpChallenge): boolean {
    return matchesCode(this.codeKey, transactionId, code, challenge.code_hash);
  }

  /** What a simulated person has answered by now. */
  decisionOf(push: PendingPush): PushDecision | undefined {
    return this.pushSender.decisionOf(push, this.clock.now());
  }

  /** @throws {PushSignatureInvalid} when the gateway does not vouch for the answer */
  assertVouchedFor(approval: PushApproval): void {
    if (!this.pushSender.vouchesFor(approval, this.clock.now())) throw new PushSignatureInvalid();
  }

  /** The code "sent" by a simulated gateway. @throws {OneTimeCodeNotFound} everywhere else */
  revealCode(transactionId: string): string {
    const code = this.otpSender.reveal(transactionId);
    if (code === undefined) throw new OneTimeCodeNotFound();
    return code;
  }
}
