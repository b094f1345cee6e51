import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsUUID, Matches } from 'class-validator';

interface NewRole {
  readonly role: string;
  readonly accountId: string | null;
  readonly expiresAt: Date | null;
}

export class GrantRoleDto {
  @ApiProperty({ pattern: '^[a-z][a-z0-9:._-]{0,63}$', example: 'admin' })
  @Matches(/^[a-z][a-z0-9:._-]{0,63}$/, {
    message: 'must begin with a small letter and hold small letters, digits, and : . _ - alone',
  })
  role!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Everywhere when absent' })
  @IsOptional()
  @IsUUID('all')
  account_id?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Until it is withdrawn when absent' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/T.*(Z|[+-]\d\d:\d\d)$/, { message: 'must be a time with its offset, like 2026-03-01T10:00:00Z' })
  expires_at?: string;

  static toRole({ role, account_id: accountId, expires_at: expiresAt }: GrantRoleDto): NewRole {
    return {
      role,
      accountId: accountId?.toLowerCase() ?? null,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    };
  }
}

/** What a grant looks like inside. */
interface GrantRow {
  readonly grantId: string;
  readonly role: string;
  readonly accountId: string | null;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
}

export class RoleDto {
  @ApiProperty({ format: 'uuid' })
  grant_id!: string;

  @ApiProperty({ example: 'admin' })
  role!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: everywhere' })
  account_id!: string | null;

  @ApiProperty({ description: 'Whether it counts now' })
  active!: boolean;

  @ApiProperty({ description: 'A cupid, or the name of a tool' })
  granted_by!: string;

  @ApiProperty({ format: 'date-time' })
  granted_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at!: string | null;

  @ApiProperty({ type: String, nullable: true })
  withdrawn_by!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  withdrawn_at!: string | null;

  static of(grant: GrantRow, isInForce: boolean): RoleDto {
    return {
      grant_id: grant.grantId,
      role: grant.role,
      account_id: grant.accountId,
      active: isInForce,
      granted_by: grant.grantedBy,
      granted_at: grant.grantedAt.toISOString(),
      expires_at: grant.expiresAt?.toISOString() ?? null,
      withdrawn_by: grant.withdrawnBy,
      withdrawn_at: grant.withdrawnAt?.toISOString() ?? null,
    };
  }
}
