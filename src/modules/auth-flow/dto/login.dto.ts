import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';

export class LoginDto {
  @ApiProperty({ example: 'mfauser', maxLength: 256 })
  @Length(1, 256)
  @IsString()
  username!: string;

  @ApiProperty({ example: 'password', maxLength: 1024 })
  @Length(1, 1024)
  @IsString()
  password!: string;

  @ApiPropertyOptional({ description: 'What the device risk service gave the client', maxLength: 4096 })
  @IsOptional()
  @MaxLength(4096)
  @IsString()
  drs_action_token?: string;

  @ApiPropertyOptional({ description: 'As the header `x-app-id`', maxLength: 64 })
  @IsOptional()
  @MaxLength(64)
  @IsString()
  app_id?: string;

  @ApiPropertyOptional({ description: 'As the header `x-app-version`', maxLength: 32 })
  @IsOptional()
  @MaxLength(32)
  @IsString()
  app_version?: string;
}
