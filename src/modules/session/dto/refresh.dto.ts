import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class RefreshDto {
  @ApiPropertyOptional({ description: 'For clients that keep no cookies', maxLength: 4096 })
  @IsOptional()
  @MaxLength(4096)
  @IsString()
  refresh_token?: string;
}

export class RefreshedDto {
  @ApiProperty({ enum: [true] })
  success!: true;

  @ApiProperty()
  access_token!: string;

  @ApiProperty()
  id_token!: string;

  @ApiProperty({ enum: ['Bearer'] })
  token_type!: 'Bearer';

  @ApiProperty({ type: 'integer', description: 'Life of the access token in seconds', example: 900 })
  expires_in!: number;

  @ApiPropertyOptional({ description: 'Only with `x-token-delivery: body`' })
  refresh_token?: string;
}

export class LoggedOutDto {
  @ApiProperty({ enum: [true] })
  success!: true;

  @ApiProperty({ example: 'Signed out' })
  message!: string;
}
