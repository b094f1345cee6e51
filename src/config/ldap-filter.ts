import {
  AndFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SubstringFilter,
} from 'ldapts';

/** Matching rules of Active Directory for numbers: all of these bits are set, any of them is. */
export const ALL_BITS = '1.2.840.113556.1.4.803';
export const ANY_BIT = '1.2.840.113556.1.4.804';

/** The library takes each escaped byte for a character of its own, which is right for ASCII alone. */
const ESCAPED_BYTE = /\\[89a-f][\da-f]/i;

/** A filter as RFC 4515 writes it; undefined when it is none. */
export function parseLdapFilter(text: string): Filter | undefined {
  if (!text.startsWith('(') || ESCAPED_BYTE.test(text)) return undefined;
  try {
    return FilterParser.parseString(text);
  } catch {
    return undefined;
  }
}

/** The filters inside an and, an or, a not; a filter of another kind has none. */
export function partsOf(filter: Filter): readonly Filter[] {
  if (filter instanceof AndFilter || filter instanceof OrFilter) return filter.filters;
  return filter instanceof NotFilter ? [filter.filter] : [];
}

/** Every filter in this one that compares an attribute with something. */
export function leavesOf(filter: Filter): readonly Filter[] {
  const parts = partsOf(filter);
  return parts.length === 0 ? [filter] : parts.flatMap(leavesOf);
}

/** Whether each of these placeholders may be filled in where it stands: as, or in, a value that is compared. */
export function isTemplate(text: string, placeholders: readonly string[]): boolean {
  const filter = parseLdapFilter(text);
  if (!filter) return false;
  const values = leavesOf(filter)
    .filter((leaf) => leaf instanceof EqualityFilter || leaf instanceof ExtensibleFilter)
    .map(({ value }) => String(value));
  const wanted = /\{\w+\}/g;
  const inValues = values.flatMap((value) => value.match(wanted) ?? []);
  const everywhere = text.match(wanted) ?? [];
  return (
    inValues.length > 0 &&
    inValues.length === everywhere.length &&
    inValues.every((name) => placeholders.includes(name))
  );
}

function isDecidable(leaf: Filter): boolean {
  if (leaf instanceof ExtensibleFilter) return isBitTest(leaf);
  return [EqualityFilter, PresenceFilter, SubstringFilter].some((kind) => leaf instanceof kind);
}

function isBitTest({ rule, matchType, value }: ExtensibleFilter): boolean {
  return matchType !== '' && [ALL_BITS, ANY_BIT].includes(rule) && /^\d{1,15}$/.test(value);
}

/** Whether this server can decide the filter by itself, looking at an entry. */
export function isCondition(text: string): boolean {
  const filter = parseLdapFilter(text);
  return filter !== undefined && leavesOf(filter).every(isDecidable);
}
