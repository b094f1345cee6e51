import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { RequestInvalid } from '../../common/errors.js';
import { GrantNotFound, RoleHeldAlready, WrongStatus } from './administration.errors.js';
import { ADMIN } from './administrator.repository.js';
import { type Act, AdministratorService } from './administrator.service.js';
import { isUserId } from './lookups.js';
import { OrganisationService } from './organisation.service.js';
import { RoleGrantRepository } from './role-grant.repository.js';
import type { User } from './user.entity.js';
import type { UserRole } from './user-role.entity.js';

export interface GrantingAct extends Act {
  readonly role: string;
  /** Null: everywhere. */
  readonly accountId: string | null;
  readonly expiresAt: Date | null;
}

export interface WithdrawingAct extends Act {
  readonly grantId: string;
}

/** A grant that is in force. */
export interface Granted {
  readonly grant: UserRole;
  /** False when the person had the role, until the same end, already. */
  readonly isNew: boolean;
}

/** What became of a grant. */
export interface Withdrawal {
  readonly isNew: boolean;
  /** Whether the person is an administrator no more. */
  readonly endsAdministration: boolean;
}

const LAST_DAY = new Date('9999-12-31T00:00:00.000Z');

/** Gives people roles and takes them back, as an administrator may. */
@Injectable()
export class RoleGrantService {
  constructor(
    private readonly administrators: AdministratorService,
    private readonly organisations: OrganisationService,
    private readonly grants: RoleGrantRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws {RequestInvalid | NotAnAdministrator | UserNotFound | WrongStatus | RoleHeldAlready} */
  grant(act: GrantingAct): Promise<Granted> {
    return this.administrators.act(act, async (person) => {
      if (person.status === 'DELETED') throw new WrongStatus(person.status);
      await this.demandPossible(act);
      return this.give(act, person);
    });
  }

  /** @throws {NotAnAdministrator | UserNotFound | GrantNotFound | NotToYourself} */
  withdraw(act: WithdrawingAct): Promise<Withdrawal> {
    return this.administrators.act(act, async ({ userId }) => {
      const found = await this.grants.ofUser(userId);
      const grant = found.find(({ grantId }) => grantId === act.grantId.toLowerCase());
      if (!grant) throw new GrantNotFound();
      const isAdministration = grant.role === ADMIN && grant.accountId === null;
      if (isAdministration && grant.active) this.administrators.demandAnother(act);
      const isNew = await this.organisations.withdraw(grant.grantId, act.by);
      return { isNew, endsAdministration: isNew && isAdministration };
    });
  }

  private async give({ by, role, accountId, expiresAt }: GrantingAct, { userId }: User): Promise<Granted> {
    const name = { userId, role, accountId };
    const isNew = (await this.organisations.grant({ ...name, expiresAt }, by)) !== undefined;
    const grant = await this.grants.findOpen(name);
    if (grant?.expiresAt?.getTime() !== expiresAt?.getTime() || !grant) throw new RoleHeldAlready();
    return { grant, isNew };
  }

  private async demandPossible({ accountId, expiresAt }: GrantingAct): Promise<void> {
    if (expiresAt && !(expiresAt > this.clock.now() && expiresAt <= LAST_DAY))
      throw new RequestInvalid([{ field: 'expires_at', problem: 'must be in the future' }]);
    const isKnown = accountId === null || (isUserId(accountId) && (await this.grants.hasAccount(accountId)));
    if (!isKnown) throw new RequestInvalid([{ field: 'account_id', problem: 'is no organisation' }]);
  }
}
