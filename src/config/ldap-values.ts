import { z } from 'zod';
import { isTemplate } from './ldap-filter.js';
import { type LdapMappingChanges, parseLdapMapping } from './ldap-mapping.js';

const line = () => z.string().trim();

function isLdapUrl(value: string): boolean {
  if (!/^ldaps?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { hostname, username, password, pathname, search, hash } = new URL(value);
  return hostname !== '' && [username, password, search, hash].join('') === '' && pathname.length <= 1;
}

export const ldapUrl = () =>
  line().refine(isLdapUrl, {
    error: 'is not usable: it must be ldap:// or ldaps:// with host and port, and nothing behind them',
  });

export const distinguishedName = () =>
  line().regex(/^[^=]+=\P{Cc}+$/u, {
    error: 'is no distinguished name: it must be like ou=people,dc=example,dc=org',
  });

/** With `{username}` once, as the value of a part: there it can be escaped. */
export const nameTemplate = () =>
  line().regex(/^[A-Za-z][\w-]*=\{username\},[^{}\p{Cc}]+$/u, {
    error: 'is no template of names: it must be like uid={username},ou=people,dc=example,dc=org',
  });

export const filterTemplate = (...placeholders: string[]) =>
  line().refine((value) => isTemplate(value, placeholders), {
    error: `is no filter: it must be like (uid=${placeholders[0] ?? ''}), with ${placeholders.join(' or ')} only as a value that is compared with =`,
  });

/** What differs from the mapping of the schema. */
export const ldapMapping = () =>
  line()
    .transform(parseLdapMapping)
    .transform((result, context): LdapMappingChanges => {
      if (typeof result !== 'string') return result;
      context.addIssue({
        code: 'custom',
        message: `${result}: it must be JSON, or a file with JSON, as docs/ldap.md describes it`,
      });
      return z.NEVER;
    });
