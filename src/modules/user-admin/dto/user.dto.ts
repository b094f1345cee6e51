import { ApiProperty } from '@nestjs/swagger';
import type { KnownMembership, UserPhone } from '../../account/user-record.service.js';
import type { AdministeredUser } from '../user-admin.service.js';
import { FactorLockDto, PasswordLockDto } from './locks.dto.js';
import { RoleDto } from './role.dto.js';
import { UserFieldsDto } from './user-fields.dto.js';

const NULLABLE_TIME = { type: String, format: 'date-time', nullable: true } as const;

export class KnownPhoneDto {
  @ApiProperty({ type: 'integer' })
  mfa_option_id!: number;

  @ApiProperty({ example: '+15550101234' })
  phone!: string;

  @ApiProperty()
  verified!: boolean;

  @ApiProperty(NULLABLE_TIME)
  verified_at!: string | null;

  static of({ optionId, phone, verifiedAt }: UserPhone): KnownPhoneDto {
    return {
      mfa_option_id: optionId,
      phone,
      verified: verifiedAt !== null,
      verified_at: verifiedAt?.toISOString() ?? null,
    };
  }
}

export class MembershipDto {
  @ApiProperty({ format: 'uuid' })
  account_id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty({ type: [String] })
  permissions!: string[];

  static of({ accountId, name, slug, permissions }: KnownMembership): MembershipDto {
    return { account_id: accountId, name, slug, permissions: [...permissions] };
  }
}

/** Everything that an administrator may know of a person: never what they prove themselves with. */
export class UserDto extends UserFieldsDto {
  @ApiProperty({ type: [KnownPhoneDto] })
  phones!: KnownPhoneDto[];

  @ApiProperty({ type: [RoleDto], description: 'Newest first, withdrawn ones too' })
  roles!: RoleDto[];

  @ApiProperty({ type: [MembershipDto] })
  memberships!: MembershipDto[];

  @ApiProperty({ type: PasswordLockDto })
  password_lock!: PasswordLockDto;

  @ApiProperty({ type: FactorLockDto })
  mfa_lock!: FactorLockDto;

  static from({ record, factor }: AdministeredUser): UserDto {
    return Object.assign(UserFieldsDto.of(record.user), {
      phones: record.phones.map((phone) => KnownPhoneDto.of(phone)),
      roles: record.grants.map(({ grant, isInForce }) => RoleDto.of(grant, isInForce)),
      memberships: record.memberships.map((membership) => MembershipDto.of(membership)),
      password_lock: PasswordLockDto.of(record.user),
      mfa_lock: FactorLockDto.of(record.user, factor),
    });
  }
}
