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

export class PasswordFlawDto {
  @ApiProperty({ example: 'TOO_SHORT' })
  reason!: string;

  @ApiProperty({ example: 'is too short', description: 'Safe to show to a person' })
  problem!: string;
}

export class PasswordTooWeakDto extends ErrorDto {
  @ApiProperty({ enum: ['CIAM_E01_05_002'] })
  override error_code!: 'CIAM_E01_05_002';

  @ApiProperty({ type: [PasswordFlawDto], description: 'Everything that is wrong with the password' })
  reasons!: PasswordFlawDto[];
}

export class TransactionEndedDto extends ErrorDto {
  @ApiProperty({ enum: ['CIAM_E01_03_002'] })
  override error_code!: 'CIAM_E01_03_002';

  @ApiProperty({ enum: ['EXPIRED', 'REJECTED'] })
  transaction_status!: 'EXPIRED' | 'REJECTED';
}

/** Status → codes. */
export type Errors = Readonly<Record<number, readonly string[]>>;

/** A browser must be on one of our pages to call it. */
export const CHANGES_STATE: Errors = { 403: ['CIAM_E01_02_003'] };

export const TAKES_BODY: Errors = {
  ...CHANGES_STATE,
  400: ['CIAM_E01_05_001'],
  413: ['CIAM_E01_05_001'],
  415: ['CIAM_E01_05_001'],
};

/** Ids are of limited length. */
export const TAKES_ID: Errors = { 400: ['CIAM_E01_05_001'] };

/** Where CLIENT_IDS is set, it must be one of those that calls. */
export const KNOWN_CLIENTS_ONLY: Errors = { 401: ['CIAM_E01_02_004'] };

export const TAKES_BEARER: Errors = { 401: ['CIAM_E01_02_001', 'CIAM_E01_02_002', 'CIAM_E01_02_004'] };

const ANY_ROUTE: Errors = { 429: ['CIAM_E01_06_001'], 503: ['CIAM_E05_00_002'] };

/** Errors that say more than the others, by status and code. */
const WITH_MORE: Readonly<Record<string, Type<ErrorDto>>> = {
  '400 CIAM_E01_05_001': RequestInvalidDto,
  '400 CIAM_E01_05_002': PasswordTooWeakDto,
  '400 CIAM_E01_01_017': WrongCodeDto,
  '410 CIAM_E01_03_002': TransactionEndedDto,
};

export const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds', required: true, schema: { type: 'integer' as const } },
};
const STATUSES_TO_RETRY = ['429', '503'];

const reference = (model: Type): Schema => ({ $ref: getSchemaPath(model) });

/** The common shape with one of these codes. */
function plain(codes: readonly string[]): Schema {
  const properties = { error_code: { type: 'string' as const, enum: [...codes] } };
  return {
    allOf: [{ $ref: getSchemaPath(ErrorDto) }, { type: 'object', required: ['error_code'], properties }],
  };
}

function schemaOf(status: string, codes: readonly string[]): Schema {
  const rest = codes.filter((code) => !(`${status} ${code}` in WITH_MORE));
  const special = codes.flatMap((code) => WITH_MORE[`${status} ${code}`] ?? []).map(reference);
  const [first, ...others] = rest.length > 0 ? [...special, plain(rest)] : special;
  if (!first) throw new Error('A status has at least one code');
  return others.length === 0 ? first : { oneOf: [first, ...others] };
}

/** The codes of a status; an empty list takes it away. */
function codesOf(status: number, errors: readonly Errors[]): readonly string[] {
  const lists = errors.map((some) => some[status]).filter((list) => list !== undefined);
  return lists.some((list) => list.length === 0) ? [] : [...new Set(lists.flat())].sort();
}

function responseOf(status: string, codes: readonly string[]): MethodDecorator & ClassDecorator {
  return ApiResponse({
    status: Number(status),
    description: codes.map((code) => `\`${code}\``).join(' · '),
    schema: schemaOf(status, codes),
    ...(STATUSES_TO_RETRY.includes(status) && { headers: RETRY_AFTER }),
  });
}

/** Documents the errors of a route. Every route may answer 429 and 503, but for those that say `503: []`. */
export function ApiErrors(...errors: readonly Errors[]): MethodDecorator & ClassDecorator {
  const all = [ANY_ROUTE, ...errors];
  const statuses = [...new Set(all.flatMap((some) => Object.keys(some)))];
  return applyDecorators(
    ApiExtraModels(ErrorDto, ...Object.values(WITH_MORE)),
    ...statuses
      .map((status) => [status, codesOf(Number(status), all)] as const)
      .filter(([, codes]) => codes.length > 0)
      .map(([status, codes]) => responseOf(status, codes)),
  );
}
