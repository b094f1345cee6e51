import {
  AndFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SubstringFilter,
} from 'ldapts';
import { ALL_BITS, leavesOf, parseLdapFilter, partsOf } from '../config/ldap-filter.js';
import { canonicalDn } from './ldap-names.js';
import type { LdapEntry } from './ldap-entry.js';

export type FilterValues = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{(\w+)\}/g;

function textOf(template: string, values: FilterValues): string {
  return template.replace(PLACEHOLDER, (all, name: string) => values[name] ?? all);
}

function rebuild(filter: Filter, leaf: (filter: Filter) => Filter): Filter {
  const parts = partsOf(filter).map((part) => rebuild(part, leaf));
  if (filter instanceof AndFilter) return new AndFilter({ filters: parts });
  if (filter instanceof OrFilter) return new OrFilter({ filters: parts });
  const [inner] = parts;
  return filter instanceof NotFilter && inner ? new NotFilter({ filter: inner }) : leaf(filter);
}

/**
 * A filter with gaps. The gaps are filled in the parsed filter, whose values go over the wire with their length before
 * them: nothing that stands in a value can be read as a filter, so that nothing has to be escaped.
 */
export class FilterTemplate {
  private readonly filter: Filter;

  constructor(text: string) {
    const filter = parseLdapFilter(text);
    if (!filter) throw new Error('The configuration has let a faulty filter pass');
    this.filter = filter;
  }

  fill(values: FilterValues): Filter {
    return rebuild(this.filter, (leaf) => {
      if (leaf instanceof EqualityFilter)
        return new EqualityFilter({ attribute: leaf.attribute, value: textOf(String(leaf.value), values) });
      if (!(leaf instanceof ExtensibleFilter)) return leaf;
      const { rule, matchType, dnAttributes, value } = leaf;
      return new ExtensibleFilter({ rule, matchType, dnAttributes, value: textOf(value, values) });
    });
  }

  /** The same filter for whatever value. */
  get forAnybody(): Filter {
    return rebuild(this.filter, (leaf) =>
      this.gaps.some((gap) => gap === leaf) ? new PresenceFilter({ attribute: attributeOf(leaf) }) : leaf,
    );
  }

  /** The attributes that a gap is compared with. */
  get attributes(): string[] {
    return this.gaps.map(attributeOf);
  }

  /**
   * Whether the entry has one of these values as it was typed, but for upper and lower case. Directories overlook
   * more: spaces, accents, wide and circled letters. Each such spelling of a name would be counted as another
   * person's failures.
   */
  isExactly(entry: LdapEntry, values: FilterValues): boolean {
    return this.gaps.some((leaf) => {
      const wanted = fold(textOf(String((leaf as EqualityFilter).value), values));
      return entry.values(attributeOf(leaf)).some((value) => fold(value) === wanted);
    });
  }

  private get gaps(): Filter[] {
    return leavesOf(this.filter).filter(
      (leaf) =>
        (leaf instanceof EqualityFilter || leaf instanceof ExtensibleFilter) &&
        String(leaf.value).search(PLACEHOLDER) >= 0,
    );
  }
}

function attributeOf(leaf: Filter): string {
  if (leaf instanceof ExtensibleFilter) return leaf.matchType;
  const isNamed =
    leaf instanceof EqualityFilter || leaf instanceof PresenceFilter || leaf instanceof SubstringFilter;
  return isNamed ? leaf.attribute : '';
}

const fold = (text: string) => text.toLowerCase();

/** A filter that is decided here, about an entry that has been read. */
export class Condition {
  private readonly filter: Filter | undefined;

  /** @param text null: holds for nobody */
  constructor(text: string | null) {
    this.filter = text === null ? undefined : parseLdapFilter(text);
  }

  get attributes(): string[] {
    return this.filter ? leavesOf(this.filter).map(attributeOf) : [];
  }

  holdsFor(entry: LdapEntry): boolean {
    return this.filter !== undefined && holds(this.filter, entry);
  }
}

function holds(filter: Filter, entry: LdapEntry): boolean {
  if (filter instanceof AndFilter) return filter.filters.every((part) => holds(part, entry));
  if (filter instanceof OrFilter) return filter.filters.some((part) => holds(part, entry));
  if (filter instanceof NotFilter) return !holds(filter.filter, entry);
  return entry.values(attributeOf(filter)).some((value) => matches(filter, value));
}

function matches(leaf: Filter, value: string): boolean {
  if (leaf instanceof PresenceFilter) return true;
  if (leaf instanceof EqualityFilter) return isEqual(value, String(leaf.value));
  if (leaf instanceof SubstringFilter) return hasParts(fold(value), leaf);
  return leaf instanceof ExtensibleFilter && hasBits(value, leaf);
}

/** Groups are compared as names, whatever the spelling. */
function isEqual(value: string, wanted: string): boolean {
  return fold(value) === fold(wanted) || (value.includes('=') && canonicalDn(value) === canonicalDn(wanted));
}

function hasParts(value: string, { initial, any, final }: SubstringFilter): boolean {
  if (!value.startsWith(fold(initial))) return false;
  let at = fold(initial).length;
  for (const part of any.map(fold)) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.length - fold(final).length >= at && value.endsWith(fold(final));
}

function hasBits(value: string, { rule, value: mask }: ExtensibleFilter): boolean {
  if (!/^-?\d{1,18}$/.test(value)) return false;
  const common = BigInt(value) & BigInt(mask);
  return rule === ALL_BITS ? common === BigInt(mask) : common !== 0n;
}
