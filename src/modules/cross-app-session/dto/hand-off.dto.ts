import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

const TOKEN = {
  pattern: '^[0-9a-f]{64}$',
  description: '64 hexadecimal characters',
  example: '0123456789abcdef'.repeat(4),
};

export class GenerateHandOffDto {
  @ApiPropertyOptional({ description: 'The person’s first when absent', maxLength: 64 })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  account_id?: string;

  @ApiPropertyOptional({
    description: 'The first that the source app may hand over to when absent',
    maxLength: 64,
  })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  target_app?: string;

  @ApiPropertyOptional({ description: 'Given back to the target app', maxLength: 512 })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  state?: string;
}

export class HandOffDto {
  @ApiProperty(TOKEN)
  session_token!: string;

  @ApiProperty({ format: 'date-time' })
  expires_at!: string;

  @ApiProperty({ type: String, nullable: true })
  account_id!: string | null;
}

export class HandOffTokenDto {
  @ApiProperty(TOKEN)
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 64 hexadecimal characters' })
  session_token!: string;
}

export class ValidatePermissionDto extends HandOffTokenDto {
  @ApiProperty({ example: 'events:read', maxLength: 128 })
  @IsString()
  @Length(1, 128)
  permission!: string;

  @ApiPropertyOptional({ maxLength: 128 })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  resource_id?: string;
}

export class ArrivalDto {
  @ApiProperty()
  user_id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  account_id!: string | null;

  @ApiProperty({ type: String, nullable: true })
  state!: string | null;
}

export class AccountDto {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  slug!: string;
}

export class AccountsDto {
  @ApiProperty({ type: [AccountDto] })
  accounts!: AccountDto[];
}

export class PermissionDto {
  @ApiProperty()
  has_permission!: boolean;
}

export class RevokedHandOffDto {
  @ApiProperty({ enum: [true] })
  success!: true;
}
