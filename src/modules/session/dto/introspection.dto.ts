import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { ErrorDto, RequestInvalidDto } from '../../../common/api-errors.js';
import { CONTEXT_ID } from '../../../common/api-ids.js';

/** RFC 7662 §2.1 and RFC 7009 §2.1 take the same parameters. */
export class PresentedTokenDto {
  @ApiProperty({ maxLength: 8192 })
  @Length(1, 8192)
  @IsString()
  token!: string;

  @ApiPropertyOptional({
    enum: ['access_token', 'refresh_token'],
    description: 'A hint only; other values are ignored',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  token_type_hint?: string;

  @ApiPropertyOptional({ description: 'With `client_secret`, instead of HTTP Basic' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  client_id?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  client_secret?: string;
}

/** RFC 6749 §5.2 */
export class InvalidClientDto extends ErrorDto {
  @ApiProperty({ enum: ['CIAM_E01_02_004'] })
  override error_code!: 'CIAM_E01_02_004';

  @ApiProperty({ enum: ['invalid_client'] })
  error!: 'invalid_client';
}

/** RFC 6749 §5.2 */
export class InvalidFormDto extends RequestInvalidDto {
  @ApiProperty({ enum: ['invalid_request'] })
  error!: 'invalid_request';
}

/** RFC 7662 §2.2 */
export class IntrospectionDto {
  @ApiProperty()
  active!: boolean;

  @ApiPropertyOptional()
  scope?: string;

  @ApiPropertyOptional()
  client_id?: string;

  @ApiPropertyOptional()
  username?: string;

  @ApiPropertyOptional({ enum: ['Bearer', 'refresh_token'] })
  token_type?: string;

  @ApiPropertyOptional({ type: 'integer' })
  exp?: number;

  @ApiPropertyOptional({ type: 'integer' })
  iat?: number;

  @ApiPropertyOptional()
  sub?: string;

  @ApiPropertyOptional()
  aud?: string;

  @ApiPropertyOptional()
  iss?: string;

  @ApiPropertyOptional()
  jti?: string;

  @ApiPropertyOptional({ ...CONTEXT_ID, description: 'The session_id' })
  sid?: string;
}
