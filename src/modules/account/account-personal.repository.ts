import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { AccountToken } from './account-token.entity.js';
import { Credential } from './credential.entity.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { Membership } from './membership.entity.js';
import { UserPhone } from './user-phone.entity.js';
import { UserRole } from './user-role.entity.js';
import { User } from './user.entity.js';

/** Nobody can sign in by this row, find it, or tell whose it was; that it was there, and when, remains. */
const NOBODY = `email = NULL, email_lookup = NULL, email_verified_at = NULL, username = NULL, username_lookup = NULL,
  given_name = NULL, family_name = NULL, guid = NULL, status_reason = NULL, kyc_status = 'NOT_STARTED', kyc_level = 0,
  mfa_required = false, mfa_locked = false, push_registration = 'NOT_REGISTERED', audiences = '[]',
  password_changed_at = NULL, last_login_at = NULL, last_login_ip = NULL, last_failed_login_at = NULL,
  failed_login_attempts = 0, locked_until = NULL, lock_count = 0,
  device_failed_attempts = 0, device_locked_until = NULL, device_lock_count = 0`;

const PROFILE = [
  'userId',
  'username',
  'email',
  'emailVerifiedAt',
  'givenName',
  'familyName',
  'guid',
  'tenantId',
  'status',
  'statusReason',
  'kycStatus',
  'kycLevel',
  'audiences',
  'lastLoginAt',
  'lastLoginIp',
  'passwordChangedAt',
  'importedAt',
  'createdAt',
  'updatedAt',
] as const;

const GRANT = ['role', 'accountId', 'grantedAt', 'expiresAt', 'active', 'withdrawnAt'] as const;

/** What the tables of people of our own hold of a person. */
@Injectable()
export class AccountPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    const whose = 'user_id = $1';
    this.tables.add({
      entity: User,
      whose,
      shown: { as: 'profile', key: 'userId', properties: PROFILE },
      erased: NOBODY,
    });
    this.tables.add({
      entity: UserPhone,
      whose,
      shown: { as: 'phones', key: 'optionId', properties: ['optionId', 'phone', 'verifiedAt', 'createdAt'] },
      erased: 'remove',
    });
    this.tables.add({ entity: Credential, whose, erased: 'remove' });
    this.tables.add({ entity: AccountToken, whose, erased: 'remove' });
    this.addBelongings(whose);
  }

  private addBelongings(whose: string): void {
    this.tables.add({
      entity: UserRole,
      whose,
      shown: { as: 'roles', key: 'grantId', properties: GRANT },
      erased: 'remove',
    });
    this.tables.add({
      entity: Membership,
      whose,
      shown: { as: 'memberships', key: 'accountId', properties: ['accountId', 'permissions', 'createdAt'] },
      erased: 'remove',
    });
    this.tables.add({
      entity: LoginAttempt,
      whose,
      shown: {
        as: 'login_attempts',
        key: 'attemptId',
        properties: ['attemptedAt', 'outcome', 'contextId', 'ipAddress', 'userAgent'],
      },
      erased: 'ip_address = NULL, user_agent = NULL',
    });
  }
}
