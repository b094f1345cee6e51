import { ApiProperty } from '@nestjs/swagger';
import type { ListedUser, UserPage } from '../../account/user-list.service.js';
import {
  KYC_STATUSES,
  type KycStatus,
  USER_STATUSES,
  type UserStatus,
} from '../../account/user-record.service.js';

export class ListedUserDto {
  @ApiProperty({ format: 'uuid' })
  cupid!: string;

  @ApiProperty({ type: String, nullable: true })
  username!: string | null;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty()
  email_verified!: boolean;

  @ApiProperty({ type: String, nullable: true })
  given_name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  family_name!: string | null;

  @ApiProperty({ enum: USER_STATUSES })
  status!: UserStatus;

  @ApiProperty({ type: [String], description: 'Held everywhere, now, beside `user`, which everybody has' })
  roles!: string[];

  @ApiProperty({ enum: KYC_STATUSES })
  kyc_status!: KycStatus;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_login_at!: string | null;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deleted_at!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  static of({ user, roles }: ListedUser): ListedUserDto {
    return {
      cupid: user.userId,
      username: user.username,
      email: user.email,
      email_verified: user.emailVerifiedAt !== null,
      given_name: user.givenName,
      family_name: user.familyName,
      status: user.status,
      roles: [...roles],
      kyc_status: user.kycStatus,
      last_login_at: user.lastLoginAt?.toISOString() ?? null,
      created_at: user.createdAt.toISOString(),
      deleted_at: user.deletedAt?.toISOString() ?? null,
      version: user.version,
    };
  }
}

export class UsersDto {
  @ApiProperty({ type: [ListedUserDto], description: 'Newest first' })
  users!: ListedUserDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next_cursor!: string | null;

  static of({ users, nextCursor }: UserPage): UsersDto {
    return { users: users.map((user) => ListedUserDto.of(user)), next_cursor: nextCursor };
  }
}
