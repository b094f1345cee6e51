import { Global, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import { AccountIdentityProvider } from './account-identity-provider.js';
import { BreachCheck } from './breach-check.js';
import { CredentialRepository } from './credential.repository.js';
import { HashQueue } from './hash-queue.js';
import { LoginAttemptRepository } from './login-attempt.repository.js';
import { LoginAttempts } from './login-attempts.js';
import { OrganisationRepository } from './organisation.repository.js';
import { OrganisationService } from './organisation.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordLockRepository } from './password-lock.repository.js';
import { PasswordLockService } from './password-lock.service.js';
import { PasswordPolicy } from './password-policy.js';
import { PasswordRenewal } from './password-renewal.js';
import { PasswordStrength } from './password-strength.js';
import { UserDirectory } from './user-directory.js';
import { UserRepository } from './user.repository.js';
import { UserService } from './user.service.js';

const ROWS = [
  UserRepository,
  CredentialRepository,
  LoginAttemptRepository,
  OrganisationRepository,
  PasswordLockRepository,
];
const PASSWORDS = [PasswordHasher, PasswordPolicy, PasswordStrength, BreachCheck, PasswordRenewal];

/** People of our own, in place of a directory: the whole server gets its IdentityProvider from here. */
@Global()
@Module({
  providers: [
    ...ROWS,
    ...PASSWORDS,
    {
      provide: HashQueue,
      useFactory: ({ passwords }: AppConfig) => new HashQueue(passwords.concurrency, passwords.queueLength),
      inject: [APP_CONFIG],
    },
    UserDirectory,
    UserService,
    OrganisationService,
    PasswordLockService,
    LoginAttempts,
    AccountIdentityProvider,
    { provide: IdentityProvider, useExisting: AccountIdentityProvider },
  ],
  exports: [IdentityProvider],
})
export class AccountModule {}
