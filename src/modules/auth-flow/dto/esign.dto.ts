import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, Length, MaxLength, ValidateBy } from 'class-validator';
import { StepDto } from './ids.dto.js';

/** ISO 8601 knows forms that Date cannot read, and offsets that lead out of the years PostgreSQL can. */
const IsStorableInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isStorableInstant',
    validator: {
      validate: (value: unknown) => {
        const year = new Date(String(value)).getUTCFullYear();
        return year >= 1 && year <= 9999;
      },
      defaultMessage: () => 'must be a date and time like 2026-03-01T10:00:00Z',
    },
  });

export class DocumentStepDto extends StepDto {
  @ApiProperty({ example: 'terms-v1-2025', maxLength: 64 })
  @Length(1, 64)
  @IsString()
  document_id!: string;
}

export class AcceptDocumentDto extends DocumentStepDto {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'What the client’s clock said; kept as evidence, not trusted',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @IsStorableInstant()
  @MaxLength(40)
  acceptance_timestamp?: string;
}

export class DeclineDocumentDto extends DocumentStepDto {
  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @MaxLength(500)
  @IsString()
  reason?: string;
}
