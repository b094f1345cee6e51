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

/** Ids of every kind are varchar(64): a longer one would not even fit into the audit row of its refusal. */
const LONGEST_ID = 64;

function assertIdFits(field: string | undefined, value: unknown): void {
  if (typeof value !== 'string' || value.length <= LONGEST_ID) return;
  const problem = `must be shorter than or equal to ${LONGEST_ID} characters`;
  throw new RequestInvalid([{ field: String(field), problem }]);
}

/** A field that is null says no more than one that is absent, so handlers never see one. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== null));
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
    if (metadata.type === 'param') assertIdFits(metadata.data, value);
    const result: unknown = await this.validation.transform(withoutNulls(value), metadata);
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
