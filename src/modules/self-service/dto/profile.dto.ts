import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { Profile } from '../../account/profile.service.js';
import { NameField, PhoneField } from './fields.js';

const STATUSES = ['PENDING', 'ACTIVE', 'LOCKED', 'DISABLED', 'DELETED'] as const;
const KYC_STATUSES = ['NOT_STARTED', 'PENDING', 'VERIFIED', 'REJECTED', 'EXPIRED'] as const;

/** What the column takes. */
const LARGEST = 2_147_483_647;

export class ProfilePhoneDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 6 })
  mfa_option_id!: number;

  @ApiProperty({ example: '+15550101234' })
  phone!: string;

  @ApiProperty({ description: 'Codes go to verified numbers only' })
  verified!: boolean;
}

export class ProfileDto {
  @ApiProperty({ format: 'uuid' })
  cupid!: string;

  @ApiProperty({ format: 'email' })
  email!: string;

  @ApiProperty()
  email_verified!: boolean;

  @ApiProperty({ type: String, nullable: true })
  username!: string | null;

  @ApiProperty({ type: String, nullable: true })
  given_name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  family_name!: string | null;

  @ApiProperty({ type: [ProfilePhoneDto] })
  phones!: ProfilePhoneDto[];

  @ApiProperty({ enum: STATUSES })
  status!: (typeof STATUSES)[number];

  @ApiProperty({ type: [String], example: ['user'] })
  roles!: readonly string[];

  @ApiProperty()
  mfa_required!: boolean;

  @ApiProperty({ enum: KYC_STATUSES })
  kyc_status!: (typeof KYC_STATUSES)[number];

  @ApiProperty({ type: 'integer', minimum: 0 })
  kyc_level!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  password_changed_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_login_at!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  updated_at!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Name it when you change something' })
  version!: number;

  static of(profile: Profile): ProfileDto {
    return {
      cupid: profile.cupid,
      email: profile.email,
      email_verified: profile.isEmailVerified,
      username: profile.username,
      given_name: profile.givenName,
      family_name: profile.familyName,
      phones: profile.phones.map(({ optionId, phone, isVerified }) => ({
        mfa_option_id: optionId,
        phone,
        verified: isVerified,
      })),
      status: profile.status,
      roles: profile.roles,
      mfa_required: profile.mfaRequired,
      kyc_status: profile.kycStatus,
      kyc_level: profile.kycLevel,
      password_changed_at: profile.passwordChangedAt?.toISOString() ?? null,
      last_login_at: profile.lastLoginAt?.toISOString() ?? null,
      created_at: profile.createdAt.toISOString(),
      updated_at: profile.updatedAt.toISOString(),
      version: profile.version,
    };
  }
}

export class ChangeProfileDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The `version` that the change was decided on' })
  @Max(LARGEST)
  @Min(1)
  @IsInt()
  version!: number;

  @NameField('Ann')
  given_name?: string;

  @NameField('Smith')
  family_name?: string;

  @PhoneField()
  phone?: string;
}
