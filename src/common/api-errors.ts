import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  type ApiResponseSchemaHost,
  getSchemaPath,
} from '@nestjs/swagger';

type Schema = Exclude<ApiResponseSchemaHost['schema'], undefined>;

export class FieldProblemDto {
  @ApiProperty({ example: 'username' })
  field!: string;

  @ApiProperty({ example: 'must be a string' })
  problem!: string;
}

/** The one shape of every error. */
export class ErrorDto {
  @ApiProperty({ example: 'CIAM_E01_03_001' })
  error_code!: string;

  @ApiProperty({ description: 'Safe to show to a person' })
  message!: string;

  @ApiPropertyOptional({ description: 'The login it happened in, where there is one' })
  context_id?: string;

  @ApiProperty({ format: 'uuid', description: 'Quote it when reporting a problem' })
  correlation_id!: string;

  @ApiProperty({ format: 'date-time' })
  timestamp!: string;
}

export class RequestInvalidDto extends ErrorDto {
  @ApiProperty({ enum: ['CIAM_E01_05_001'] })
  override error_code!: 'CIAM_E01_05_001';

  @ApiProperty({ type: [FieldProblemDto], description: 'What is wrong with which field' })
  details!: FieldProblemDto[];
}

export class WrongCodeDto extends ErrorDto {
  @ApiProperty({ enum: ['CIAM_E01_01_017'] })
  override error_code!: 'CIAM_E01_01_017';

  @ApiProperty({ type: 'integer', description: 'At 0 the transaction is rejected' })
  attempts_remaining!: number;
}

export class TransactionEndedDto extends ErrorDto {
  @ApiProperty({ enum: ['CIAM_E01_03_002'] })
  override error_code!: 'CIAM_E01_03_002';

  @ApiProperty({ enum: ['EXPIRED', 'REJECTED'] })
  transaction_status!: 'EXPIRED' | 'REJECTED';
}

/** Errors that say more than the others. */
const WITH_MORE: Readonly<Record<string, Type<ErrorDto>>> = {
  CIAM_E01_05_001: RequestInvalidDto,
  CIAM_E01_01_017: WrongCodeDto,
  CIAM_E01_03_002: TransactionEndedDto,
};

const RETRY_AFTER = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' as const } } };
const STATUSES_TO_RETRY = ['429', '503'];

const reference = (model: Type): Schema => ({ $ref: getSchemaPath(model) });

/** The common shape with one of these codes. */
function plain(codes: readonly string[]): Schema {
  const properties = { error_code: { type: 'string' as const, enum: [...codes] } };
  return {
    allOf: [{ $ref: getSchemaPath(ErrorDto) }, { type: 'object', required: ['error_code'], properties }],
  };
}

function schemaOf(codes: readonly string[]): Schema {
  const rest = codes.filter((code) => !(code in WITH_MORE));
  const special = codes.flatMap((code) => WITH_MORE[code] ?? []).map(reference);
  const [first, ...others] = rest.length > 0 ? [...special, plain(rest)] : special;
  if (!first) throw new Error('A status has at least one code');
  return others.length === 0 ? first : { oneOf: [first, ...others] };
}

const THROTTLED = { 429: ['CIAM_E01_06_001'] };

/** Documents the errors of a route: status → codes. Every one may answer 429, be it only to whom it refuses again and again. */
export function ApiErrors(
  errors: Readonly<Record<number, readonly string[]>>,
): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(ErrorDto, ...Object.values(WITH_MORE)),
    ...Object.entries({ ...THROTTLED, ...errors }).map(([status, codes]) =>
      ApiResponse({
        status: Number(status),
        description: codes.map((code) => `\`${code}\``).join(' · '),
        schema: schemaOf(codes),
        ...(STATUSES_TO_RETRY.includes(status) && { headers: RETRY_AFTER }),
      }),
    ),
  );
}
