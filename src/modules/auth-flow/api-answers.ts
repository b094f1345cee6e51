import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

type Model = abstract new () => object;

/** Documents an answer of one of several shapes, told apart by `response_type_code`. */
export function ApiAnswers(
  status: number,
  description: string,
  ...models: readonly Model[]
): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(...(models as never[])),
    ApiResponse({
      status,
      description,
      schema: { oneOf: models.map((model) => ({ $ref: getSchemaPath(model as never) })) },
    }),
  );
}
