import { type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldProblem, RequestInvalid } from '../common/errors.js';

function problemsOf(errors: readonly ValidationError[]): FieldProblem[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => [
    ...Object.values(constraints).map((message) => ({
      field: property,
      problem: withoutField(message, property),
    })),
    ...problemsOf(children),
  ]);
}

function withoutField(message: string, property: string): string {
  return message.replace(`each value in ${property} `, 'each value ').replace(`${property} `, '');
}

/** NUL has no place in PostgreSQL's text, and a lone surrogate none in its JSON. */
function isStorable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isStorable);
  return typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed());
}

/** Turns bodies, queries and path parameters into what the handlers expect, or says what is wrong with each field. */
export class RequestValidationPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    transform: true,
    whitelist: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new RequestInvalid(problemsOf(errors)),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const result: unknown = await this.validation.transform(value, metadata);
    const fields =
      typeof result === 'object' && result !== null ? Object.entries(result) : [[metadata.data, result]];
    const problems = fields
      .filter(([, content]) => !isStorable(content))
      .map(([field]) => ({
        field: String(field),
        problem: 'must not contain characters that cannot be stored',
      }));
    if (problems.length > 0) throw new RequestInvalid(problems);
    return result;
  }
}
