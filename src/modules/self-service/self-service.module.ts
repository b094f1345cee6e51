import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { AuthFlowModule } from '../auth-flow/auth-flow.module.js';
import { MailRequestsService } from './mail-requests.service.js';
import { OwnDataController } from './own-data.controller.js';
import { OwnDataService } from './own-data.service.js';
import { OwnPasswordService } from './own-password.service.js';
import { PageController } from './pages/page.controller.js';
import { PasswordController } from './password.controller.js';
import { ProfileController } from './profile.controller.js';
import { RegistrationController } from './registration.controller.js';

/** What people of our own do for themselves. */
@Module({
  imports: [AccountModule, AuthFlowModule],
  controllers: [
    RegistrationController,
    PasswordController,
    ProfileController,
    OwnDataController,
    PageController,
  ],
  providers: [MailRequestsService, OwnPasswordService, OwnDataService],
})
export class SelfServiceModule {}
