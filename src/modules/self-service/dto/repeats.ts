import { ValidateBy, type ValidationArguments } from 'class-validator';

/** The field holds what another one does. */
export function Repeats(field: string): PropertyDecorator {
  return ValidateBy({
    name: 'repeats',
    validator: {
      validate: (value: unknown, args?: ValidationArguments) =>
        value === (args?.object as Record<string, unknown> | undefined)?.[field],
      defaultMessage: () => `must be the same as ${field}`,
    },
  });
}
