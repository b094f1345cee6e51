import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { CONTEXT_ID } from '../../../common/api-ids.js';

export class VerifyTokenDto {
  @ApiProperty({ description: 'An access token', maxLength: 8192 })
  @MinLength(1)
  @MaxLength(8192)
  @IsString()
  token!: string;

  @ApiPropertyOptional({ type: [String], description: 'Scopes that the token must carry, all of them' })
  @IsOptional()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  @IsArray()
  scopes?: string[];
}

export class TokenStateDto {
  @ApiProperty()
  active!: boolean;

  @ApiPropertyOptional({ type: 'integer', description: 'Seconds until the token expires' })
  expires_in?: number;

  @ApiPropertyOptional()
  sub?: string;

  @ApiPropertyOptional(CONTEXT_ID)
  session_id?: string;

  @ApiPropertyOptional({ example: 'openid profile email' })
  scope?: string;
}
