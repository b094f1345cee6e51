import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiResponse,
  type ApiResponseSchemaHost,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Errors } from '../../common/api-errors.js';
import { SuccessDto } from './dto/answers.dto.js';

type Schema = ApiResponseSchemaHost['schema'];

/** An administrator's locks hold at every door, in the middle of a login too. */
export const KEPT_OUT: Errors = { 423: [2, 3, 4, 6, 8].map((last) => `CIAM_E01_01_00${last}`) };

/** Where tokens may be issued, a client says how it wants them. */
const TOKEN_DELIVERY = ApiHeader({
  name: 'x-token-delivery',
  required: false,
  enum: ['body'],
  description: 'For clients that keep no cookies',
});

const issuesTokens = (model: Type): boolean => model === SuccessDto || model.prototype instanceof SuccessDto;

/** Documents an answer of one of several shapes, by the `response_type_code` that tells them apart. */
export function ApiAnswers(
  status: number,
  description: string,
  shapes: Readonly<Record<string, Type>>,
): MethodDecorator {
  const models = Object.values(shapes);
  return applyDecorators(
    ApiExtraModels(...models),
    ...(models.some(issuesTokens) ? [TOKEN_DELIVERY] : []),
    ApiResponse({ status, description, schema: schemaOf(shapes) }),
  );
}

function schemaOf(shapes: Readonly<Record<string, Type>>): Schema {
  const mapping = Object.fromEntries(
    Object.entries(shapes).map(([code, model]) => [code, getSchemaPath(model)]),
  );
  const [first, ...others] = Object.values(mapping).map(($ref) => ({ $ref }));
  if (first && others.length === 0) return first;
  return {
    oneOf: first ? [first, ...others] : [],
    discriminator: { propertyName: 'response_type_code', mapping },
  };
}
