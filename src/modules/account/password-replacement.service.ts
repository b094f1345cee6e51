import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { CurrentPasswordService } from './current-password.service.js';
import type { KnownUser } from './known-user.js';
import { MailTokens } from './mail-tokens.js';
import { NewPassword } from './new-password.js';
import { PasswordRecord } from './password-record.js';
import { UserDirectory } from './user-directory.js';

/** A new password that is judged and hashed; what is left to do is done within one unit of work. */
export interface PlannedReset {
  readonly cupid: string;
  readonly token: string;
  readonly secretHash: string;
}

export interface PlannedChange {
  readonly cupid: string;
  readonly checkedHash: string;
  readonly secretHash: string;
}

/** Puts a new password in place of an old one: first what takes long, then what is written. */
@Injectable()
export class PasswordReplacementService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: UserDirectory,
    private readonly tokens: MailTokens,
    private readonly current: CurrentPasswordService,
    private readonly passwords: NewPassword,
    private readonly record: PasswordRecord,
  ) {}

  /** @returns undefined when the link is of no use @throws {PasswordTooWeak | HashingBusy} */
  async planReset(token: string, password: string): Promise<PlannedReset | undefined> {
    const cupid = await this.unitOfWork.read(() => this.tokens.ownerOf(token, 'PASSWORD_RESET'));
    if (cupid === undefined) return undefined;
    const person = await this.directory.withId(cupid);
    return person && { cupid, token, secretHash: await this.hashFor(person, password) };
  }

  /** Within a unit. @returns false when the link is of no use any more; then the unit must be abandoned */
  reset({ cupid, token, secretHash }: PlannedReset): Promise<boolean> {
    return this.record.reset(cupid, token, secretHash);
  }

  /** @throws {WrongPassword | PasswordTooWeak | HashingBusy} */
  async planChange(cupid: string, current: string, password: string): Promise<PlannedChange> {
    const { person, checkedHash } = await this.current.demand(cupid, current);
    return { cupid, checkedHash, secretHash: await this.hashFor(person, password) };
  }

  /** Within a unit. @returns false when the password was changed by somebody else meanwhile */
  change({ cupid, checkedHash, secretHash }: PlannedChange): Promise<boolean> {
    return this.record.change(cupid, checkedHash, secretHash);
  }

  private hashFor({ user }: KnownUser, password: string): Promise<string> {
    const { email, username, givenName, familyName, mfaRequired } = user;
    const words = [email, username, givenName, familyName].filter((word) => word !== null);
    return this.passwords.hashOf({ password, isOnlyFactor: !mfaRequired, words });
  }
}
