import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  Integer,
  NullableTimestamp,
  NullableVarchar,
  oneOf,
  Sealed,
  Timestamp,
  Varchar,
} from '../../database/columns.js';
import type { Lookup } from './lookup.js';

export const USER_STATUSES = ['PENDING', 'ACTIVE', 'LOCKED', 'DISABLED', 'DELETED'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

export const KYC_STATUSES = ['NOT_STARTED', 'PENDING', 'VERIFIED', 'REJECTED', 'EXPIRED'] as const;
export type KycStatus = (typeof KYC_STATUSES)[number];

export const PUSH_REGISTRATIONS = ['NOT_REGISTERED', 'ENABLED', 'DISABLED'] as const;

/**
 * A person of our own. What is sealed is ciphertext in the table where keys are configured, so nothing is ever sought or
 * compared in it: that is what the columns named `…_lookup` are for.
 */
@Entity('users')
@Check('chk_users_status', oneOf('status', USER_STATUSES))
@Check('chk_users_deleted', `(status = 'DELETED') = (deleted_at IS NOT NULL)`)
@Check('chk_users_email', 'deleted_at IS NOT NULL OR (email IS NOT NULL AND email_lookup IS NOT NULL)')
@Check('chk_users_username', '(username IS NULL) = (username_lookup IS NULL)')
@Check('chk_users_kyc', `${oneOf('kyc_status', KYC_STATUSES)} AND kyc_level >= 0`)
@Check('chk_users_push', oneOf('push_registration', PUSH_REGISTRATIONS))
@Check(
  'chk_users_counts',
  'failed_login_attempts >= 0 AND lock_count >= 0 AND device_failed_attempts >= 0 AND device_lock_count >= 0',
)
@Check('chk_users_version', 'version >= 1')
@Index('uq_users_email', ['emailLookup'], { unique: true, where: 'deleted_at IS NULL' })
@Index('uq_users_username', ['usernameLookup'], { unique: true, where: 'deleted_at IS NULL' })
@Index('uq_users_guid', ['guid'], { unique: true })
@Index('idx_users_created', ['createdAt', 'userId'])
@Index('idx_users_status', ['status', 'createdAt', 'userId'])
@Index('idx_users_deleted_email', ['emailLookup'], { where: 'deleted_at IS NOT NULL' })
@Index('idx_users_deleted_username', ['usernameLookup'], { where: 'deleted_at IS NOT NULL' })
@Index('idx_users_locked', ['lockedUntil'], { where: 'locked_until IS NOT NULL' })
@Index('idx_users_deleted', ['deletedAt'], { where: 'deleted_at IS NOT NULL' })
export class User {
  /** Version 7; also the `cupid`. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_users' })
  userId!: string;

  /** What another system calls this person. */
  @NullableVarchar(64)
  guid!: string | null;

  @NullableVarchar(64)
  tenantId!: string | null;

  @Sealed()
  @NullableVarchar(1024)
  username!: string | null;

  @NullableVarchar(128)
  usernameLookup!: Lookup | null;

  @Sealed()
  @NullableVarchar(512)
  email!: string | null;

  @NullableVarchar(256)
  emailLookup!: Lookup | null;

  @NullableTimestamp()
  emailVerifiedAt!: Date | null;

  @Sealed()
  @NullableVarchar(1024)
  givenName!: string | null;

  @Sealed()
  @NullableVarchar(1024)
  familyName!: string | null;

  @Varchar(16)
  status!: UserStatus;

  @NullableVarchar(256)
  statusReason!: string | null;

  @NullableTimestamp()
  statusChangedAt!: Date | null;

  @Varchar(16)
  kycStatus!: KycStatus;

  @Integer()
  kycLevel!: number;

  @Column({ type: 'boolean' })
  mfaRequired!: boolean;

  @Column({ type: 'boolean' })
  mfaLocked!: boolean;

  @Varchar(16)
  pushRegistration!: (typeof PUSH_REGISTRATIONS)[number];

  /** Groups whose documents this person is asked to sign. */
  @Column({ type: 'jsonb' })
  audiences!: readonly string[];

  @NullableTimestamp()
  passwordChangedAt!: Date | null;

  /** Wrong passwords since the last right one or lock, from wherever the person is not known. */
  @Integer()
  failedLoginAttempts!: number;

  @NullableTimestamp()
  lastFailedLoginAt!: Date | null;

  @NullableTimestamp()
  lockedUntil!: Date | null;

  /** Locks since the last right password; each lasts twice as long as the one before. */
  @Integer()
  lockCount!: number;

  /** The same three for devices from which the person has signed in before. */
  @Integer()
  deviceFailedAttempts!: number;

  @NullableTimestamp()
  deviceLockedUntil!: Date | null;

  @Integer()
  deviceLockCount!: number;

  /** When and whence a login last got as far as a session. */
  @NullableTimestamp()
  lastLoginAt!: Date | null;

  @NullableVarchar(45)
  lastLoginIp!: string | null;

  /** Grows with every change but those that a login makes; a change names the version it was made from. */
  @Integer()
  version!: number;

  /** When another system's record was taken over, password and all; null: nobody vouches for what was typed here. */
  @NullableTimestamp()
  importedAt!: Date | null;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  @NullableTimestamp()
  deletedAt!: Date | null;

  @NullableVarchar(64)
  deletedBy!: string | null;

  @NullableVarchar(256)
  deleteReason!: string | null;
}
