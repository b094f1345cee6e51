import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { EmailVerificationService } from './email-verification.service.js';
import { NewPassword } from './new-password.js';
import { NewRows } from './new-rows.js';
import { assertUsable, type NewUser } from './new-user.js';
import { RegistrationRepository } from './registration.repository.js';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly givenName?: string;
  readonly familyName?: string;
  /** E.164. */
  readonly phone?: string;
}

/** People who sign up by themselves. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationRepository,
    private readonly passwords: NewPassword,
    private readonly verification: EmailVerificationService,
    private readonly rows: NewRows,
  ) {}

  /**
   * Takes somebody in who is to verify their address. Whether it is somebody's already shows in the mail alone: the
   * answer, the hash and the statements are the same.
   * @throws {RequestInvalid | PasswordTooWeak | HashingBusy}
   */
  async register({ password, phone, ...fields }: Registration): Promise<void> {
    const phones = phone === undefined ? [] : [{ optionId: 1, phone, isVerified: false }];
    const newUser: NewUser = { ...fields, phones };
    assertUsable(newUser);
    const { email, givenName = '', familyName = '' } = fields;
    const words = [email, givenName, familyName];
    const secretHash = await this.passwords.hashOf({ password, isOnlyFactor: true, words });
    await this.unitOfWork.run(() => this.add(newUser, secretHash));
  }

  private async add(fields: NewUser, secretHash: string): Promise<void> {
    const { user, phones } = this.rows.of(fields, true);
    const userId = await this.registrations.add(user);
    this.registrations.setPassword(userId ?? user.userId, secretHash, user.createdAt);
    if (userId !== undefined)
      for (const phone of phones) this.registrations.setPhone(Object.assign(phone, { userId }));
    this.verification.announce(fields.email, userId);
  }
}
