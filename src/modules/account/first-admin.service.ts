import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { isGranted, type KnownUser } from './known-user.js';
import { type NewUser, unusableFields } from './new-user.js';
import { OrganisationService } from './organisation.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import type { UserStatus } from './user.entity.js';
import { UserDirectory } from './user-directory.js';
import { UserService } from './user.service.js';

const ROLE = 'admin';
/** Who says so in the audit. */
const BY = 'admin:create';

export type AdminFields = Pick<NewUser, 'email' | 'username' | 'givenName' | 'familyName'>;

/** Somebody who has that e-mail already. */
export interface Namesake {
  readonly userId: string;
  readonly status: UserStatus;
  readonly isAdmin: boolean;
}

/** The administrator whom no other administrator can appoint. */
@Injectable()
export class FirstAdminService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserService,
    private readonly directory: UserDirectory,
    private readonly organisations: OrganisationService,
    private readonly policy: PasswordPolicy,
    private readonly passwords: PasswordHasher,
  ) {}

  /** What cannot be taken, by the names of the API's fields. */
  faultsOf(fields: AdminFields): string[] {
    return unusableFields(fields);
  }

  async find(email: string): Promise<Namesake | undefined> {
    const found = await this.directory.named(email);
    return found && namesake(found);
  }

  /**
   * Somebody who may sign in at once and do everything everywhere.
   * @returns undefined when the e-mail or the user name is taken
   * @throws {PasswordTooWeak, RequestInvalid}
   */
  async create(fields: AdminFields, password: string): Promise<string | undefined> {
    const { email, username = '', givenName = '', familyName = '' } = fields;
    await this.policy.demand({
      password,
      isOnlyFactor: true,
      words: [email, username, givenName, familyName],
    });
    const secretHash = await this.passwords.hash(password);
    const active = { ...fields, status: 'ACTIVE', isEmailVerified: true } as const;
    return this.unitOfWork.run(async () => {
      const user = await this.users.create(active, secretHash, BY);
      if (user) await this.organisations.grant(everywhere(user.userId), BY);
      return user?.userId;
    });
  }

  /** @returns false when the person has the role already; a grant that has run out is closed */
  async grant(userId: string): Promise<boolean> {
    return (await this.organisations.grant(everywhere(userId), BY)) !== undefined;
  }
}

function namesake(found: KnownUser): Namesake {
  return { userId: found.user.userId, status: found.user.status, isAdmin: isGranted(ROLE, found) };
}

function everywhere(userId: string) {
  return { userId, role: ROLE, accountId: null, expiresAt: null };
}
