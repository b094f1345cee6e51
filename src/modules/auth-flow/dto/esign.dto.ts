import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { StepDto } from './ids.dto.js';

export class DocumentStepDto extends StepDto {
  @ApiProperty({ example: 'terms-v1-2025', maxLength: 64 })
  @IsString()
  @Length(1, 64)
  document_id!: string;
}

export class AcceptDocumentDto extends DocumentStepDto {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'What the client’s clock said; kept as evidence, not trusted',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  acceptance_timestamp?: string;
}

export class DeclineDocumentDto extends DocumentStepDto {
  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
