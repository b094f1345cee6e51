import { type KnownUser, rolesOf } from './known-user.js';
import type { KycStatus, UserStatus } from './user.entity.js';
import type { UserPhone } from './user-phone.entity.js';

export interface ProfilePhone {
  readonly optionId: number;
  readonly phone: string;
  readonly isVerified: boolean;
}

/** What people see of themselves. */
export interface Profile {
  readonly cupid: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly username: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly phones: readonly ProfilePhone[];
  readonly status: UserStatus;
  readonly roles: readonly string[];
  readonly mfaRequired: boolean;
  readonly kycStatus: KycStatus;
  readonly kycLevel: number;
  readonly passwordChangedAt: Date | null;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

export function profileOf({ user, roles }: KnownUser, phones: readonly UserPhone[]): Profile {
  return {
    cupid: user.userId,
    email: user.email ?? '',
    isEmailVerified: user.emailVerifiedAt !== null,
    username: user.username,
    givenName: user.givenName,
    familyName: user.familyName,
    phones: phones.map(({ optionId, phone, verifiedAt }) => ({
      optionId,
      phone,
      isVerified: verifiedAt !== null,
    })),
    status: user.status,
    roles: rolesOf(roles),
    mfaRequired: user.mfaRequired,
    kycStatus: user.kycStatus,
    kycLevel: user.kycLevel,
    passwordChangedAt: user.passwordChangedAt,
    lastLoginAt: user.lastLoginAt,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
    version: user.version,
  };
}
