import type { Entry } from 'ldapts';
import { LdapFailure } from './ldap-failure.js';

/** The one attribute of people that is bytes; the server may answer in its own spelling. */
export const OBJECT_GUID = 'objectGUID';

/** The bytes of an objectGUID stand in this order in its text ([MS-DTYP] §2.3.4). */
const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

export function isGuid(attribute: string): boolean {
  return attribute.toLowerCase() === OBJECT_GUID.toLowerCase();
}

export function guidText(bytes: Buffer): string {
  const hex = Buffer.from(GUID_ORDER.map((at) => bytes[at] ?? 0)).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @returns undefined when the text is no GUID */
export function guidBytes(text: string): Buffer | undefined {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return undefined;
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  return Buffer.from(GUID_ORDER.map((at) => bytes[at] ?? 0));
}

/** An entry of the directory. Names of attributes are found in whatever case. */
export class LdapEntry {
  private readonly attributes = new Map<string, readonly string[]>();

  constructor(
    readonly dn: string,
    attributes: Readonly<Record<string, readonly string[]>>,
  ) {
    for (const [name, values] of Object.entries(attributes))
      if (values.length > 0) this.attributes.set(name.toLowerCase(), values);
  }

  /** @throws {LdapFailure} */
  static of({ dn, ...attributes }: Entry): LdapEntry {
    // Active Directory does so with very many values ([MS-ADTS] §3.1.1.3.1.3.3).
    if (Object.keys(attributes).some((name) => /;range=/i.test(name)))
      throw new LdapFailure('searching: an attribute has come in part', false);
    const texts = Object.entries(attributes).map(([name, values]) => [name, textsOf(name, values)] as const);
    return new LdapEntry(dn, Object.fromEntries(texts));
  }

  values(attribute: string): readonly string[] {
    return this.attributes.get(attribute.toLowerCase()) ?? [];
  }

  first(attribute: string | null): string | undefined {
    return attribute === null ? undefined : this.values(attribute)[0];
  }

  /** The same entry with more values of one attribute. */
  with(attribute: string, more: readonly string[]): LdapEntry {
    const known = Object.fromEntries(this.attributes);
    const name = attribute.toLowerCase();
    return new LdapEntry(this.dn, { ...known, [name]: [...this.values(name), ...more] });
  }
}

/** What is neither text nor a GUID is nothing that a person could have here. */
function textsOf(attribute: string, values: Entry[string]): readonly string[] {
  return [values].flat().flatMap((value) => {
    if (typeof value === 'string') return [value];
    return isGuid(attribute) && value.length === 16 ? [guidText(value)] : [];
  });
}
