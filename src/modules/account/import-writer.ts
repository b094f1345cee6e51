import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { MemberAdded, RoleGranted, UserCreated } from './account.events.js';
import { CredentialRepository } from './credential.repository.js';
import type { ImportedPerson } from './imported-person.js';
import type { Membership } from './membership.entity.js';
import { OrganisationRepository } from './organisation.repository.js';
import type { User } from './user.entity.js';
import type { UserPhone } from './user-phone.entity.js';
import type { UserRole } from './user-role.entity.js';
import { UserRepository } from './user.repository.js';

/** Somebody who can be added, unless somebody else is quicker. */
export interface Newcomer {
  readonly line: number;
  readonly person: ImportedPerson;
  readonly user: User;
  readonly phones: readonly UserPhone[];
  /** Of the organisation that they are to belong to. */
  readonly accountId: string | null;
}

/** Writes imported people, and what hangs on them, in the running unit. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly users: UserRepository,
    private readonly credentials: CredentialRepository,
    private readonly organisations: OrganisationRepository,
    private readonly events: EventBus,
    private readonly random: Random,
  ) {}

  /** @returns those who were added */
  async add(newcomers: readonly Newcomer[], by: string, now: Date): Promise<readonly Newcomer[]> {
    const ids = await this.users.addMany(newcomers.map(({ user, phones }) => ({ user, phones })));
    const added = newcomers.filter(({ user }) => ids.has(user.userId));
    this.credentials.addMany(
      added.map(({ user, person }) => ({ userId: user.userId, secretHash: person.secretHash })),
      now,
    );
    const grants = new Map(added.map((newcomer) => [newcomer, this.rolesOf(newcomer, by, now)]));
    this.organisations.addToNew(
      added.flatMap((newcomer) => memberOf(newcomer, now)),
      [...grants.values()].flat(),
    );
    for (const [newcomer, roles] of grants) this.publish(newcomer, roles, by);
    return added;
  }

  private rolesOf({ user, person }: Newcomer, by: string, now: Date): UserRole[] {
    return person.roles.map((role) => ({
      grantId: this.random.orderedId(now),
      userId: user.userId,
      accountId: null,
      role,
      grantedBy: by,
      grantedAt: now,
      expiresAt: null,
      active: true,
      withdrawnBy: null,
      withdrawnAt: null,
    }));
  }

  /** One event for each thing that another way of doing it would have said, so that no search of the audit misses it. */
  private publish({ user, person, accountId }: Newcomer, roles: readonly UserRole[], by: string): void {
    const subject = { cupid: user.userId };
    this.events.publish(new UserCreated(subject, { by, status: user.status }));
    for (const { grantId, role } of roles)
      this.events.publish(
        new RoleGranted(subject, { grant_id: grantId, role, account_id: null, expires_at: null, by }),
      );
    if (accountId !== null) {
      const permissions = person.membership?.permissions ?? [];
      this.events.publish(new MemberAdded(subject, { account_id: accountId, permissions, by }));
    }
  }
}

function memberOf({ user, person, accountId }: Newcomer, now: Date): Membership[] {
  if (accountId === null) return [];
  const permissions = person.membership?.permissions ?? [];
  return [{ accountId, userId: user.userId, permissions, createdAt: now, updatedAt: now }];
}
