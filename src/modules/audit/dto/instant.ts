import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, registerDecorator } from 'class-validator';

const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const LAST = new Date('9999-12-31T23:59:59.999Z').getTime();
const WHAT = 'must be a time with its offset, like 2026-03-01T10:00:00Z';

/** PostgreSQL knows no year 0, and neither engine more than four digits. */
function isInstant(value: unknown): boolean {
  const time = new Date(String(value)).getTime();
  return time >= 0 && time <= LAST;
}

const IsInRange = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isInRange',
    target: target.constructor,
    propertyName: String(property),
    validator: { validate: isInstant, defaultMessage: () => WHAT },
  });

/** A query parameter that names an instant since 1970. */
export const OptionalInstant = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ format: 'date-time', description }),
    IsOptional(),
    Matches(WITH_OFFSET, { message: WHAT }),
    IsInRange(),
  );

export function toInstant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
