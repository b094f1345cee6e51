import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class ContextDto {
  @ApiProperty({ example: 'sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60', maxLength: 64 })
  @Length(1, 64)
  @IsString()
  context_id!: string;
}

export class StepDto extends ContextDto {
  @ApiProperty({ example: 'tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d', maxLength: 64 })
  @Length(1, 64)
  @IsString()
  transaction_id!: string;
}
