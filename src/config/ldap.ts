import type { LdapConfig } from './app-config.js';
import type { Draft, Settings } from './environment.schema.js';
import type { Findings } from './findings.js';
import { LDAP_SCHEMAS } from './ldap-mapping.js';
import { demand } from './rules.js';

/** Short enough for what service accounts are given, too long to be guessed. */
const BIND_PASSWORD_LENGTH = 16;

function buildQuestions(
  settings: Settings,
  userBase: string,
): Pick<LdapConfig, 'userFilter' | 'groupFilter' | 'decoyDn' | 'mapping'> {
  const schema = LDAP_SCHEMAS[settings.LDAP_SCHEMA];
  return {
    userFilter: settings.LDAP_USER_FILTER ?? schema.userFilter,
    groupFilter: settings.LDAP_GROUP_FILTER ?? schema.groupFilter,
    decoyDn: settings.LDAP_DECOY_DN ?? `cn=nobody has this name,${userBase}`,
    mapping: { ...schema.mapping, ...settings.LDAP_MAPPING },
  };
}

/** The directory; undefined when not enough of it is named. */
export function buildLdap(settings: Settings): LdapConfig | undefined {
  const { LDAP_URL: url, LDAP_USER_BASE: userBase } = settings;
  const { LDAP_BIND_DN: bindDn, LDAP_BIND_PASSWORD: bindPassword } = settings;
  if (url === undefined || userBase === undefined) return undefined;
  if (bindDn === undefined || bindPassword === undefined) return undefined;
  return {
    url,
    startTls: settings.LDAP_START_TLS,
    ca: settings.LDAP_TLS_CA,
    bindDn,
    bindPassword,
    userBase,
    userDnTemplate: settings.LDAP_USER_DN_TEMPLATE,
    groupBase: settings.LDAP_GROUP_BASE,
    ...buildQuestions(settings, userBase),
    poolMax: settings.LDAP_POOL_MAX,
    timeoutMs: settings.LDAP_TIMEOUT,
  };
}

const isSecure = (url: string) => url.toLowerCase().startsWith('ldaps:');

function checkTls(
  { LDAP_URL: url, LDAP_START_TLS: startTls, LDAP_TLS_CA: ca }: Draft,
  found: Findings,
): void {
  if (url === undefined || startTls === undefined) return;
  if (isSecure(url) && startTls)
    found.add('LDAP_START_TLS', 'is true with ldaps://: it must be false, as TLS is there from the start');
  if (ca !== undefined && !isSecure(url) && !startTls)
    found.add('LDAP_TLS_CA', 'is of no effect: it must go with ldaps:// or LDAP_START_TLS, or be left out');
}

/** Notes what the adapter lacks, and what does not go together. */
export function checkLdap(draft: Draft, findings: Findings): void {
  if (draft.IDENTITY_PROVIDER === 'ldap') {
    demand(draft, findings, 'LDAP_URL', 'the ldaps:// or ldap:// URL of the directory');
    demand(draft, findings, 'LDAP_BIND_DN', 'the name of the service account');
    demand(draft, findings, 'LDAP_BIND_PASSWORD', 'the password of the service account');
    demand(draft, findings, 'LDAP_USER_BASE', 'the entry that people are under');
  }
  checkTls(draft, findings);
}

/** Notes what would let passwords be read on their way, strangers be told from people, or the service account be taken over. */
export function refuseOpenLdap(draft: Draft, findings: Findings): void {
  const { LDAP_URL: url, LDAP_START_TLS: startTls, LDAP_BIND_PASSWORD: password } = draft;
  if (draft.NODE_ENV !== 'production' || draft.IDENTITY_PROVIDER !== 'ldap') return;
  demand(draft, findings, 'LDAP_DECOY_DN', 'an entry with a password that nobody knows');
  if (url !== undefined && !isSecure(url) && startTls === false)
    findings.add('LDAP_URL', 'is plain ldap: it must be ldaps:// in production, or LDAP_START_TLS true');
  if (password !== undefined && password.length < BIND_PASSWORD_LENGTH) {
    findings.add(
      'LDAP_BIND_PASSWORD',
      `is too short: in production it must have at least ${BIND_PASSWORD_LENGTH} characters`,
    );
  }
}
