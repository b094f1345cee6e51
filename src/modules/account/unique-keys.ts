import type { User } from './user.entity.js';

/** What no two people have in common, by its name in the API. */
export type UniqueField = 'email' | 'username' | 'guid';

export interface UniqueKey {
  readonly field: UniqueField;
  /** As a row that is written now has it. */
  readonly value: string;
  /** Every form in which a row may have it. */
  readonly forms: readonly string[];
}

function keyOf(field: UniqueField, value: string | null): UniqueKey[] {
  return value === null ? [] : [{ field, value, forms: [value] }];
}

export function uniqueKeysOf({ emailLookup, usernameLookup, guid }: User): UniqueKey[] {
  return [...keyOf('email', emailLookup), ...keyOf('username', usernameLookup), ...keyOf('guid', guid)];
}

export function textOf({ field, value }: Pick<UniqueKey, 'field' | 'value'>): string {
  return `${field} ${value}`;
}
