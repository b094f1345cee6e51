import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { USER_STATUSES, type UserStatus } from '../../account/user-record.service.js';

export class FindUsersQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'The `next_cursor` of the page before' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  cursor?: string;

  @ApiPropertyOptional({
    enum: USER_STATUSES,
    description: 'Deleted people are in no list but that of DELETED',
  })
  @IsOptional()
  @IsIn(USER_STATUSES)
  status?: UserStatus;

  @ApiPropertyOptional({
    description: 'Held now: anywhere, or with `account_id` in that organisation or everywhere',
    example: 'admin',
  })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  role?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Members of this organisation' })
  @IsOptional()
  @IsUUID('all')
  account_id?: string;

  @ApiPropertyOptional({ description: 'The whole address; upper and lower case are alike' })
  @IsOptional()
  @IsString()
  @Length(1, 254)
  email?: string;

  @ApiPropertyOptional({ description: 'The whole name; upper and lower case are alike' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  username?: string;

  @ApiPropertyOptional({ description: 'In E.164; the + is %2B in a URL', example: '+15550101234' })
  @IsOptional()
  @Matches(/^\+[1-9]\d{6,14}$/, { message: 'must be in E.164, like %2B15550101234' })
  phone?: string;
}
