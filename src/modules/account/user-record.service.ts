import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UserNotFound } from './account.errors.js';
import { AdministratorRepository } from './administrator.repository.js';
import { isUserId } from './lookups.js';
import { RoleGrantRepository } from './role-grant.repository.js';
import type { User } from './user.entity.js';
import { UserAmendmentRepository } from './user-amendment.repository.js';
import type { UserPhone } from './user-phone.entity.js';
import { type KnownMembership, UserRecordRepository } from './user-record.repository.js';
import type { UserRole } from './user-role.entity.js';

// What whoever describes people to the outside must know of them; the tables themselves stay here.
export { KYC_STATUSES, type KycStatus, USER_STATUSES, type User, type UserStatus } from './user.entity.js';
export type { KnownMembership } from './user-record.repository.js';
export type { UserPhone } from './user-phone.entity.js';

/** A grant, and whether it counts now. */
export interface KnownGrant {
  readonly grant: UserRole;
  readonly isInForce: boolean;
}

/** All that there is about a person, but for what they prove themselves with. */
export interface UserRecord {
  readonly user: User;
  readonly phones: readonly UserPhone[];
  readonly grants: readonly KnownGrant[];
  readonly memberships: readonly KnownMembership[];
}

@Injectable()
export class UserRecordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: AdministratorRepository,
    private readonly amendments: UserAmendmentRepository,
    private readonly grants: RoleGrantRepository,
    private readonly records: UserRecordRepository,
    private readonly clock: Clock,
  ) {}

  /** Also of somebody who was deleted. @throws {UserNotFound} */
  async find(cupid: string): Promise<UserRecord> {
    const userId = cupid.toLowerCase();
    if (!isUserId(userId)) throw new UserNotFound();
    return this.unitOfWork.read(async () => {
      // The version first: who decides on what is read after it, and changed meanwhile, is refused.
      const user = await this.users.find(userId);
      if (!user) throw new UserNotFound();
      const phones = await this.amendments.phonesOf(userId);
      const grants = (await this.grants.ofUser(userId)).map((grant) => this.judged(grant));
      return { user, phones, grants, memberships: await this.records.membershipsOf(userId) };
    });
  }

  private judged(grant: UserRole): KnownGrant {
    const hasRunOut = grant.expiresAt !== null && grant.expiresAt <= this.clock.now();
    return { grant, isInForce: grant.active && !hasRunOut };
  }
}
