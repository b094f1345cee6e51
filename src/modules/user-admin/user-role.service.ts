import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import {
  type Granted,
  type GrantingAct,
  RoleGrantService,
  type WithdrawingAct,
} from '../account/role-grant.service.js';
import { SignOutService } from '../auth-flow/sign-out.service.js';

export type { Granted } from '../account/role-grant.service.js';

/** What people may do. */
@Injectable()
export class UserRoleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: RoleGrantService,
    private readonly signOuts: SignOutService,
  ) {}

  grant(act: GrantingAct): Promise<Granted> {
    return this.grants.grant(act);
  }

  withdraw(act: WithdrawingAct): Promise<void> {
    return this.unitOfWork.run(async () => {
      const { endsAdministration } = await this.grants.withdraw(act);
      if (!endsAdministration) return;
      const { by, cupid } = act;
      // Roles stand in the access token: that of an administrator must not live on until it expires.
      await this.signOuts.end({ cupid, reason: 'ADMIN_ROLE_WITHDRAWN', by });
    });
  }
}
