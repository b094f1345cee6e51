import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AccountCreated, MemberAdded, RoleGranted, RoleWithdrawn } from './account.events.js';
import { OrganisationRepository } from './organisation.repository.js';
import { RoleGrantRepository } from './role-grant.repository.js';

export interface NewRole {
  readonly userId: string;
  readonly role: string;
  /** Null: everywhere. */
  readonly accountId: string | null;
  readonly expiresAt: Date | null;
}

/** Organisations, who belongs to them, and who may do what. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly grants: RoleGrantRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @returns its id, or undefined when the slug is taken */
  create(name: string, slug: string, by: string): Promise<string | undefined> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      const accountId = this.random.orderedId(now);
      const row = { accountId, tenantId: null, name, slug, version: 1, createdAt: now, updatedAt: now };
      if (!(await this.organisations.add({ ...row, deletedAt: null }))) return undefined;
      this.events.publish(new AccountCreated({}, { account_id: accountId, by }));
      return accountId;
    });
  }

  setMember(accountId: string, userId: string, permissions: readonly string[], by: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      await this.organisations.setMember({ accountId, userId, permissions, createdAt: now, updatedAt: now });
      this.events.publish(new MemberAdded({ cupid: userId }, { account_id: accountId, permissions, by }));
    });
  }

  /** @returns the id of the grant, or undefined when the person has the role already */
  grant({ userId, role, accountId, expiresAt }: NewRole, by: string): Promise<string | undefined> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      await this.grants.closeOutdated({ userId, role, accountId }, now);
      const grantId = this.random.orderedId(now);
      const given = { grantId, userId, accountId, role, grantedBy: by, grantedAt: now, expiresAt };
      const isNew = await this.organisations.grant({
        ...given,
        active: true,
        withdrawnBy: null,
        withdrawnAt: null,
      });
      if (!isNew) return undefined;
      const details = { grant_id: grantId, role, account_id: accountId, expires_at: expiresAt, by };
      this.events.publish(new RoleGranted({ cupid: userId }, details));
      return grantId;
    });
  }

  /** @returns whether it was in force */
  withdraw(grantId: string, by: string): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const withdrawn = await this.organisations.withdraw(grantId, by, this.clock.now());
      if (!withdrawn) return false;
      const { userId, role, accountId } = withdrawn;
      const details = { grant_id: grantId, role, account_id: accountId, by };
      this.events.publish(new RoleWithdrawn({ cupid: userId }, details));
      return true;
    });
  }
}
