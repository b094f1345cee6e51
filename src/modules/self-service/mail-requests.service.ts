import { Injectable } from '@nestjs/common';
import { RateLimiter } from '../../common/rate-limiter.js';
import { EmailVerificationService } from '../account/email-verification.service.js';
import { MailRecipientService } from '../account/mail-recipient.service.js';
import { PasswordResetService } from '../account/password-reset.service.js';
import { type Registration, RegistrationService } from '../account/registration.service.js';

/** Mails that anybody may ask for, to any address: so each address is counted, whoever asks, and whether or not it is known. */
@Injectable()
export class MailRequestsService {
  constructor(
    private readonly limits: RateLimiter,
    private readonly recipients: MailRecipientService,
    private readonly registrations: RegistrationService,
    private readonly verifications: EmailVerificationService,
    private readonly resets: PasswordResetService,
  ) {}

  /** @throws {TooManyRequests | RequestInvalid | PasswordTooWeak | HashingBusy} */
  async register(registration: Registration): Promise<void> {
    const planned = await this.registrations.plan(registration);
    // Whoever is only told to choose a better password has had no mail sent.
    await this.count(registration.email);
    await this.registrations.register(planned);
  }

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
    return this.limits.spend({ policy: 'mail-recipient', key: this.recipients.of(email) });
  }
}
