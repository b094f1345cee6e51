import { Column } from 'typeorm';

/** `timestamptz(3)`: milliseconds are what a Date holds, so that what is read equals what was written. */
export const Timestamp = (): PropertyDecorator => Column({ type: 'timestamptz', precision: 3 });

export const NullableTimestamp = (): PropertyDecorator =>
  Column({ type: 'timestamptz', precision: 3, nullable: true });

export const Varchar = (length: number): PropertyDecorator => Column({ type: 'varchar', length });

export const NullableVarchar = (length: number): PropertyDecorator =>
  Column({ type: 'varchar', length, nullable: true });

export const Bytes = (): PropertyDecorator => Column({ type: 'bytea' });

export const Integer = (): PropertyDecorator => Column({ type: 'int' });

export const NullableInteger = (): PropertyDecorator => Column({ type: 'int', nullable: true });

const sealed = new WeakMap<object, Set<string>>();

/** The column holds personal data: sealed in the table, open in the entity. The row codec does both. */
export const Sealed = (): PropertyDecorator => (prototype, property) => {
  const known = sealed.get(prototype.constructor) ?? new Set();
  sealed.set(prototype.constructor, known.add(String(property)));
};

/** The sealed properties of an entity class. */
export function sealedProperties(entity: unknown): ReadonlySet<string> {
  return (typeof entity === 'function' && sealed.get(entity)) || new Set();
}

/** A CHECK expression: the column holds one of the given words. */
export function oneOf(column: string, words: readonly string[]): string {
  return `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`;
}
