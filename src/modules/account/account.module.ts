import { Global, Module } from '@nestjs/common';
import { Meters } from '../../common/meters.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import { MailModule } from '../mail/mail.module.js';
import { AdministratorRepository } from './administrator.repository.js';
import { AdministratorService } from './administrator.service.js';
import { AccountIdentityProvider } from './account-identity-provider.js';
import { AccountJobs } from './account.jobs.js';
import { AccountPersonalRepository } from './account-personal.repository.js';
import { BreachCheck } from './breach-check.js';
import { AccountTokenRepository } from './account-token.repository.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureService } from './erasure.service.js';
import { ExportService } from './export.service.js';
import { CredentialRepository } from './credential.repository.js';
import { CurrentPasswordService } from './current-password.service.js';
import { EmailVerificationService } from './email-verification.service.js';
import { FirstAdminService } from './first-admin.service.js';
import { HashQueue } from './hash-queue.js';
import { ImportAccounts } from './import-accounts.js';
import { ImportWriter } from './import-writer.js';
import { LoginAttemptRepository } from './login-attempt.repository.js';
import { LetterQueue } from './letter-queue.js';
import { LinkLetters } from './letters/link-letters.js';
import { NoticeLetters } from './letters/notice-letters.js';
import { LoginAttempts } from './login-attempts.js';
import { MailRecipientService } from './mail-recipient.service.js';
import { MailTokens } from './mail-tokens.js';
import { measuredHashQueue } from './measured-hash-queue.js';
import { NewPassword } from './new-password.js';
import { LookupRenewal } from './lookup-renewal.js';
import { Lookups } from './lookups.js';
import { NewRows } from './new-rows.js';
import { OrganisationRepository } from './organisation.repository.js';
import { OrganisationService } from './organisation.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordLockRepository } from './password-lock.repository.js';
import { PasswordLockService } from './password-lock.service.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordRecord } from './password-record.js';
import { PasswordRenewal } from './password-renewal.js';
import { PasswordReplacementService } from './password-replacement.service.js';
import { PasswordResetService } from './password-reset.service.js';
import { PasswordStrength } from './password-strength.js';
import { ProfileService } from './profile.service.js';
import { RegistrationRepository } from './registration.repository.js';
import { RegistrationService } from './registration.service.js';
import { UserChangeRepository } from './user-change.repository.js';
import { UserDirectory } from './user-directory.js';
import { UserPhoneRepository } from './user-phone.repository.js';
import { RoleGrantRepository } from './role-grant.repository.js';
import { RoleGrantService } from './role-grant.service.js';
import { UserAmendmentRepository } from './user-amendment.repository.js';
import { UserAmendmentService } from './user-amendment.service.js';
import { UserListRepository } from './user-list.repository.js';
import { UserListService } from './user-list.service.js';
import { UserRecordRepository } from './user-record.repository.js';
import { UserRecordService } from './user-record.service.js';
import { SignIns } from './sign-ins.js';
import { UserImportService } from './user-import.service.js';
import { UserRepository } from './user.repository.js';
import { UserService } from './user.service.js';
import { UserStandingRepository } from './user-standing.repository.js';
import { UserStandingService } from './user-standing.service.js';

const ROWS = [
  AccountJobs,
  UserRepository,
  UserPhoneRepository,
  UserChangeRepository,
  RegistrationRepository,
  AccountTokenRepository,
  ErasureRepository,
  CredentialRepository,
  LoginAttemptRepository,
  OrganisationRepository,
  PasswordLockRepository,
];
const PASSWORDS = [
  PasswordHasher,
  PasswordPolicy,
  PasswordStrength,
  BreachCheck,
  PasswordRenewal,
  PasswordRecord,
  NewPassword,
];
const MAIL = [MailTokens, LinkLetters, NoticeLetters];
const USE_CASES = [
  RegistrationService,
  MailRecipientService,
  EmailVerificationService,
  PasswordResetService,
  PasswordReplacementService,
  CurrentPasswordService,
  ProfileService,
];

const ADMINISTRATION_ROWS = [
  AdministratorRepository,
  RoleGrantRepository,
  UserAmendmentRepository,
  UserListRepository,
  UserRecordRepository,
  UserStandingRepository,
];
/** What administrators may do to people's rows; whoever offers it to them does the rest. */
const ADMINISTRATION = [
  AdministratorService,
  RoleGrantService,
  UserAmendmentService,
  UserListService,
  UserRecordService,
  UserStandingService,
];

/** People of our own, in place of a directory: the whole server gets its IdentityProvider from here. */
@Global()
@Module({
  imports: [MailModule],
  providers: [
    ...ROWS,
    ...PASSWORDS,
    ...MAIL,
    ...USE_CASES,
    ...ADMINISTRATION_ROWS,
    ...ADMINISTRATION,
    {
      provide: HashQueue,
      useFactory: ({ passwords }: AppConfig, meters: Meters) => measuredHashQueue(passwords, meters),
      inject: [APP_CONFIG, Meters],
    },
    Lookups,
    AccountPersonalRepository,
    LookupRenewal,
    NewRows,
    LetterQueue,
    UserDirectory,
    UserService,
    OrganisationService,
    PasswordLockService,
    LoginAttempts,
    SignIns,
    ImportAccounts,
    ImportWriter,
    UserImportService,
    FirstAdminService,
    ErasureService,
    ExportService,
    AccountIdentityProvider,
    { provide: IdentityProvider, useExisting: AccountIdentityProvider },
  ],
  exports: [IdentityProvider, ErasureService, ExportService, ...USE_CASES, ...ADMINISTRATION],
})
export class AccountModule {}
