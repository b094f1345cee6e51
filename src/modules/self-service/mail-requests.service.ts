import { Injectable } from '@nestjs/common';
import { sha256 } from '../../common/digest.js';
import { RateLimiter } from '../../common/rate-limiter.js';
import { EmailVerificationService } from '../account/email-verification.service.js';
import { PasswordResetService } from '../account/password-reset.service.js';

/** Mails that anybody may ask for, to any address: so each address is counted, whoever asks, and whether or not it is known. */
@Injectable()
export class MailRequestsService {
  constructor(
    private readonly limits: RateLimiter,
    private readonly verifications: EmailVerificationService,
    private readonly resets: PasswordResetService,
  ) {}

  /** @throws {TooManyRequests} */
  async verifyAgain(email: string): Promise<void> {
    await this.count(email);
    await this.verifications.request(email);
  }

  /** @throws {TooManyRequests} */
  async resetPassword(email: string): Promise<void> {
    await this.count(email);
    await this.resets.request(email);
  }

  private count(email: string): Promise<void> {
    return this.limits.spend({ policy: 'mail-recipient', key: sha256(email.trim().toLowerCase()) });
  }
}
