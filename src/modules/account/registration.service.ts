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

/** One whose password is judged and hashed; what is left to do is written. */
export interface PlannedRegistration {
  readonly fields: NewUser;
  readonly secretHash: string;
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

  /** Judges what was typed, and hashes the password, whosever the address is. @throws {RequestInvalid | PasswordTooWeak | HashingBusy} */
  async plan({ password, phone, ...fields }: Registration): Promise<PlannedRegistration> {
    const phones = phone === undefined ? [] : [{ optionId: 1, phone, isVerified: false }];
    const newUser: NewUser = { ...fields, phones };
    assertUsable(newUser);
    const { email, givenName = '', familyName = '' } = fields;
    const words = [email, givenName, familyName];
    const secretHash = await this.passwords.hashOf({ password, isOnlyFactor: true, words });
    return { fields: newUser, secretHash };
  }

  /**
   * Takes somebody in who is to verify their address. Whether it is somebody's already shows in the mail alone: the
   * answer and the statements are the same.
   */
  register({ fields, secretHash }: PlannedRegistration): Promise<void> {
    return this.unitOfWork.run(() => this.add(fields, secretHash));
  }

  private async add(fields: NewUser, secretHash: string): Promise<void> {
    const { user, phones } = this.rows.of(fields, true);
    const cupid = await this.registrations.add(user);
    await this.registrations.voidLinks(fields.email, user.createdAt);
    this.registrations.addPassword(user, secretHash);
    this.registrations.dropPassword(cupid ?? user.userId, user.userId);
    for (const phone of phones) this.registrations.addPhone(phone);
    this.verification.announce({ email: fields.email, cupid, isNew: cupid === user.userId });
  }
}
