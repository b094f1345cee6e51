import { ApiProperty } from '@nestjs/swagger';
import {
  KYC_STATUSES,
  type KycStatus,
  type User,
  USER_STATUSES,
  type UserStatus,
} from '../../account/user-record.service.js';

const NULLABLE_TIME = { type: String, format: 'date-time', nullable: true } as const;
const NULLABLE = { type: String, nullable: true } as const;

/** The person alone. */
export class UserFieldsDto {
  @ApiProperty({ format: 'uuid' })
  cupid!: string;

  @ApiProperty({
    type: 'integer',
    description: 'Grows with each change; a change names the one it was made from',
  })
  version!: number;

  @ApiProperty({ ...NULLABLE, description: 'What another system calls this person' })
  guid!: string | null;

  @ApiProperty(NULLABLE)
  tenant_id!: string | null;

  @ApiProperty(NULLABLE)
  username!: string | null;

  @ApiProperty(NULLABLE)
  email!: string | null;

  @ApiProperty()
  email_verified!: boolean;

  @ApiProperty(NULLABLE_TIME)
  email_verified_at!: string | null;

  @ApiProperty(NULLABLE)
  given_name!: string | null;

  @ApiProperty(NULLABLE)
  family_name!: string | null;

  @ApiProperty({ enum: USER_STATUSES })
  status!: UserStatus;

  @ApiProperty(NULLABLE)
  status_reason!: string | null;

  @ApiProperty(NULLABLE_TIME)
  status_changed_at!: string | null;

  @ApiProperty({ enum: KYC_STATUSES })
  kyc_status!: KycStatus;

  @ApiProperty({ type: 'integer' })
  kyc_level!: number;

  @ApiProperty()
  mfa_required!: boolean;

  @ApiProperty({ type: [String], description: 'Groups whose documents the person is asked to sign' })
  audiences!: string[];

  @ApiProperty(NULLABLE_TIME)
  password_changed_at!: string | null;

  @ApiProperty({ ...NULLABLE_TIME, description: 'When the right password last came' })
  last_login_at!: string | null;

  @ApiProperty(NULLABLE)
  last_login_ip!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;

  @ApiProperty(NULLABLE_TIME)
  deleted_at!: string | null;

  @ApiProperty(NULLABLE)
  deleted_by!: string | null;

  @ApiProperty(NULLABLE)
  delete_reason!: string | null;

  static of(user: User): UserFieldsDto {
    const time = (instant: Date | null) => instant?.toISOString() ?? null;
    return {
      cupid: user.userId,
      version: user.version,
      guid: user.guid,
      tenant_id: user.tenantId,
      username: user.username,
      email: user.email,
      email_verified: user.emailVerifiedAt !== null,
      email_verified_at: time(user.emailVerifiedAt),
      given_name: user.givenName,
      family_name: user.familyName,
      status: user.status,
      status_reason: user.statusReason,
      status_changed_at: time(user.statusChangedAt),
      kyc_status: user.kycStatus,
      kyc_level: user.kycLevel,
      mfa_required: user.mfaRequired,
      audiences: [...user.audiences],
      password_changed_at: time(user.passwordChangedAt),
      last_login_at: time(user.lastLoginAt),
      last_login_ip: user.lastLoginIp,
      created_at: user.createdAt.toISOString(),
      updated_at: user.updatedAt.toISOString(),
      deleted_at: time(user.deletedAt),
      deleted_by: user.deletedBy,
      delete_reason: user.deleteReason,
    };
  }
}
