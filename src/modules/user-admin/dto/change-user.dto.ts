import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { KYC_STATUSES, type KycStatus } from '../../account/user-record.service.js';
import type { Amendment } from '../user-admin.service.js';

const VERSION = { type: 'integer', minimum: 1, description: 'The `version` that was looked at' } as const;
const LARGEST = 2_147_483_647;

export class PhoneDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 6 })
  @IsInt()
  @Min(1)
  @Max(6)
  mfa_option_id!: number;

  @ApiProperty({ description: 'E.164', example: '+15550101234' })
  @Matches(/^\+[1-9]\d{6,14}$/, { message: 'must be in E.164, like +15550101234' })
  phone!: string;

  @ApiPropertyOptional({ default: false, description: 'Codes go to verified ones only' })
  @IsOptional()
  @IsBoolean()
  verified?: boolean;
}

export class ChangeUserDto {
  @ApiProperty(VERSION)
  @IsInt()
  @Min(1)
  @Max(LARGEST)
  version!: number;

  @ApiPropertyOptional({ minLength: 1, maxLength: 128 })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  username?: string;

  @ApiPropertyOptional({ maxLength: 128, description: 'Empty: none' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  given_name?: string;

  @ApiPropertyOptional({ maxLength: 128, description: 'Empty: none' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  family_name?: string;

  @ApiPropertyOptional({ type: [PhoneDto], description: 'All of them, in place of those there are' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(6)
  @ValidateNested({ each: true })
  @Type(() => PhoneDto)
  phones?: PhoneDto[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  mfa_required?: boolean;

  @ApiPropertyOptional({ enum: KYC_STATUSES })
  @IsOptional()
  @IsIn(KYC_STATUSES)
  kyc_status?: KycStatus;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  kyc_level?: number;

  static toAmendment(dto: ChangeUserDto): Amendment {
    return {
      username: dto.username,
      givenName: dto.given_name,
      familyName: dto.family_name,
      phones: dto.phones?.map(({ mfa_option_id, phone, verified = false }) => ({
        optionId: mfa_option_id,
        phone,
        isVerified: verified,
      })),
      mfaRequired: dto.mfa_required,
      kycStatus: dto.kyc_status,
      kycLevel: dto.kyc_level,
    };
  }
}

export class ChangeStandingDto {
  @ApiPropertyOptional({ ...VERSION, description: `${VERSION.description}; any when absent` })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LARGEST)
  version?: number;

  @ApiPropertyOptional({ minLength: 1, maxLength: 256, description: 'For the audit trail: no personal data' })
  @IsOptional()
  @IsString()
  @Length(1, 256)
  reason?: string;
}

export class ReasonedChangeDto {
  @ApiPropertyOptional({ ...VERSION, description: `${VERSION.description}; any when absent` })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LARGEST)
  version?: number;

  @ApiProperty({ minLength: 1, maxLength: 256, description: 'For the audit trail: no personal data' })
  @IsString()
  @Length(1, 256)
  reason!: string;
}
