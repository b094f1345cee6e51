import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiResponse } from '@nestjs/swagger';

export class FieldProblemDto {
  @ApiProperty({ example: 'username' })
  field!: string;

  @ApiProperty({ example: 'must be a string' })
  problem!: string;
}

/** The one shape of every error. */
export class ErrorDto {
  @ApiProperty({ example: 'CIAM_E01_05_001' })
  error_code!: string;

  @ApiProperty({ description: 'Safe to show to a person' })
  message!: string;

  @ApiPropertyOptional({ description: 'The login it happened in, where there is one' })
  context_id?: string;

  @ApiProperty({ format: 'uuid', description: 'Quote it when reporting a problem' })
  correlation_id!: string;

  @ApiProperty({ format: 'date-time' })
  timestamp!: string;

  @ApiPropertyOptional({ type: [FieldProblemDto], description: 'With 400: what is wrong with which field' })
  details?: FieldProblemDto[];

  @ApiPropertyOptional({ description: 'With a wrong one-time code' })
  attempts_remaining?: number;

  @ApiPropertyOptional({ enum: ['EXPIRED', 'REJECTED'], description: 'With 410' })
  transaction_status?: string;
}

const THROTTLED = { 429: ['CIAM_E01_06_001'] };

/** Documents the errors of a route: status → codes. Every route may answer 429, but for those that say `429: []`. */
export function ApiErrors(
  errors: Readonly<Record<number, readonly string[]>>,
): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...Object.entries({ ...THROTTLED, ...errors })
      .filter(([, codes]) => codes.length > 0)
      .map(([status, codes]) =>
        ApiResponse({
          status: Number(status),
          type: ErrorDto,
          description: codes.map((code) => `\`${code}\``).join(' · '),
        }),
      ),
  );
}
