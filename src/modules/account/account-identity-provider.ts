import { Injectable } from '@nestjs/common';
import { IdentityProvider, type SignInPlace } from '../identity/identity-provider.port.js';
import type { Person } from '../identity/person.js';
import { type KnownUser, toPerson } from './known-user.js';
import type { AttemptOutcome } from './login-attempt.entity.js';
import { type Failure, LoginAttempts } from './login-attempts.js';
import { PasswordHasher } from './password-hasher.js';
import type { Counted, Whence } from './password-lock.repository.js';
import { PasswordLockService } from './password-lock.service.js';
import { PasswordRenewal } from './password-renewal.js';
import { SignIns } from './sign-ins.js';
import { UserDirectory } from './user-directory.js';

/**
 * People of our own. Whoever signs in, known or unknown, locked or not, costs one read, one hash and one count, and one row
 * when they are refused; the hash always outside a unit of work.
 */
@Injectable()
export class AccountIdentityProvider extends IdentityProvider {
  constructor(
    private readonly directory: UserDirectory,
    private readonly passwords: PasswordHasher,
    private readonly lock: PasswordLockService,
    private readonly attempts: LoginAttempts,
    private readonly renewal: PasswordRenewal,
    private readonly signIns: SignIns,
  ) {
    super();
  }

  async authenticate(username: string, password: string, place: SignInPlace): Promise<Person | null> {
    const found = await this.directory.named(username);
    const matches = await this.passwords.verify(password, found?.secretHash);
    const counted = await this.lock.count(countable(found), matches, whence(place));
    if (found && matches && counted) {
      await this.renewal.renew(found, password);
      return toPerson(found, counted.status);
    }
    await this.attempts.fail(failureOf(found, outcomeOf(found, matches, counted), counted));
    return null;
  }

  async find(cupid: string): Promise<Person | null> {
    const found = await this.directory.withId(cupid);
    return found ? toPerson(found, found.user.status) : null;
  }

  override confirm(person: Person, isComplete: boolean): void {
    this.signIns.demand(person, isComplete);
  }

  override complete(person: Person): Promise<boolean> {
    return this.signIns.complete(person);
  }
}

/** Whoever has not verified their address cannot sign in yet: nothing is to be learned by trying, so nothing counts. */
function countable(found: KnownUser | undefined): string | undefined {
  return found?.user.status === 'PENDING' ? undefined : found?.user.userId;
}

function whence({ isKnownDevice }: SignInPlace): Whence {
  return isKnownDevice ? 'KNOWN_DEVICE' : 'ELSEWHERE';
}

function failureOf(
  found: KnownUser | undefined,
  outcome: AttemptOutcome,
  counted: Counted | undefined,
): Failure {
  return { userId: found?.user.userId ?? null, outcome, lockedUntil: counted?.lockedUntil ?? null };
}

function outcomeOf(
  found: KnownUser | undefined,
  matches: boolean,
  counted: Counted | undefined,
): AttemptOutcome {
  if (!found) return 'UNKNOWN_USER';
  if (found.user.status === 'PENDING') return matches ? 'NOT_VERIFIED' : 'WRONG_PASSWORD';
  return counted ? 'WRONG_PASSWORD' : 'LOCKED_OUT';
}
