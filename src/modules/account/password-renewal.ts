import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { HashingBusy } from './account.errors.js';
import { CredentialRepository } from './credential.repository.js';
import type { KnownUser } from './known-user.js';
import { PasswordHasher } from './password-hasher.js';

/** Hashes a password anew when it was hashed as is no longer done; only at a login is there a password to hash. */
@Injectable()
export class PasswordRenewal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialRepository,
    private readonly passwords: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  async renew({ user, secretHash }: KnownUser, password: string): Promise<void> {
    if (secretHash === null || !this.passwords.isOutdated(secretHash)) return;
    const renewed = await this.hash(password);
    if (renewed === undefined) return;
    await this.unitOfWork.runSingle(() =>
      this.credentials.renew(user.userId, secretHash, renewed, this.clock.now()),
    );
  }

  /** Nobody is turned away for this: when the server is busy, the next login will do. */
  private async hash(password: string): Promise<string | undefined> {
    try {
      return await this.passwords.hash(password);
    } catch (error) {
      if (error instanceof HashingBusy) return undefined;
      throw error;
    }
  }
}
