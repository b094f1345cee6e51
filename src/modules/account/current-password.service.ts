import { Injectable } from '@nestjs/common';
import { WrongPassword } from './account.errors.js';
import { CurrentPasswordRefused } from './account.events.js';
import { NotToYourself } from './administration.errors.js';
import { ADMIN } from './administrator.repository.js';
import { isGranted, type KnownUser } from './known-user.js';
import { LoginAttempts } from './login-attempts.js';
import { PasswordHasher } from './password-hasher.js';
import type { Counted } from './password-lock.repository.js';
import { PasswordLockService } from './password-lock.service.js';
import { UserDirectory } from './user-directory.js';

/** Somebody who has just proved their password once more. */
export interface Proved {
  readonly person: KnownUser;
  readonly checkedHash: string;
}

/** Asks a person who is signed in for the password, as a session alone must not do everything. */
@Injectable()
export class CurrentPasswordService {
  constructor(
    private readonly directory: UserDirectory,
    private readonly passwords: PasswordHasher,
    private readonly lock: PasswordLockService,
    private readonly attempts: LoginAttempts,
  ) {}

  /** Counts like a login from a device that is known. @throws {WrongPassword | HashingBusy} */
  async demand(cupid: string, password: string): Promise<Proved> {
    const person = await this.directory.withId(cupid);
    const checkedHash = person?.secretHash ?? '';
    const matches = await this.passwords.verify(password, checkedHash);
    const counted = await this.lock.count(person?.user.userId, matches, 'KNOWN_DEVICE');
    return person && matches && counted ? { person, checkedHash } : this.refuse(person, counted);
  }

  /**
   * The same of somebody who is about to leave: an administrator may not, or the last one could leave nobody behind.
   * @throws {WrongPassword | NotToYourself | HashingBusy}
   */
  async demandToLeave(cupid: string, password: string): Promise<void> {
    const { person } = await this.demand(cupid, password);
    if (isGranted(ADMIN, person)) throw new NotToYourself();
  }

  private async refuse(person: KnownUser | undefined, counted: Counted | undefined): Promise<never> {
    const known = counted ? 'WRONG_PASSWORD' : 'LOCKED_OUT';
    const cupid = person?.user.userId ?? null;
    const failure = {
      userId: cupid,
      outcome: person ? known : 'UNKNOWN_USER',
      lockedUntil: counted?.lockedUntil ?? null,
    } as const;
    await this.attempts.fail(failure, new CurrentPasswordRefused({ cupid }, { outcome: failure.outcome }));
    throw new WrongPassword();
  }
}
