import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { CONTEXT_ID, TRANSACTION_ID } from '../../../common/api-ids.js';

export class ContextDto {
  @ApiProperty({ example: CONTEXT_ID.example, maxLength: 64 })
  @Length(1, 64)
  @IsString()
  context_id!: string;
}

export class StepDto extends ContextDto {
  @ApiProperty({ example: TRANSACTION_ID.example, maxLength: 64 })
  @Length(1, 64)
  @IsString()
  transaction_id!: string;
}
