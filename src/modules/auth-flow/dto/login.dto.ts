import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';

export class LoginDto {
  @ApiProperty({ example: 'mfauser', maxLength: 256 })
  @IsString()
  @Length(1, 256)
  username!: string;

  @ApiProperty({ example: 'password', maxLength: 1024 })
  @IsString()
  @Length(1, 1024)
  password!: string;

  @ApiPropertyOptional({ description: 'What the device risk service gave the client', maxLength: 4096 })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  drs_action_token?: string;

  @ApiPropertyOptional({ description: 'As the header `x-app-id`', maxLength: 64 })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  app_id?: string;

  @ApiPropertyOptional({ description: 'As the header `x-app-version`', maxLength: 32 })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  app_version?: string;
}
