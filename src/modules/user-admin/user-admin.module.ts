import { Module } from '@nestjs/common';
import { AuthFlowModule } from '../auth-flow/auth-flow.module.js';
import { ErasureController } from './erasure.controller.js';
import { MfaModule } from '../mfa/mfa.module.js';
import { SessionModule } from '../session/session.module.js';
import { UserAccessController } from './user-access.controller.js';
import { UserAccessService } from './user-access.service.js';
import { UserAdminController } from './user-admin.controller.js';
import { UserAdminService } from './user-admin.service.js';
import { UserErasureService } from './user-erasure.service.js';
import { UserRoleService } from './user-role.service.js';
import { UserRoleController } from './user-role.controller.js';
import { UserStandingController } from './user-standing.controller.js';

/** What administrators see and do of people of our own; needs AccountModule. */
@Module({
  imports: [AuthFlowModule, MfaModule, SessionModule],
  controllers: [
    UserAdminController,
    UserStandingController,
    UserRoleController,
    UserAccessController,
    ErasureController,
  ],
  providers: [UserAdminService, UserRoleService, UserAccessService, UserErasureService],
})
export class UserAdminModule {}
