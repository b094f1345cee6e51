import { LDAP_SCHEMA_NAMES } from './ldap-mapping.js';
import { distinguishedName, filterTemplate, ldapMapping, ldapUrl, nameTemplate } from './ldap-values.js';
import { certificates, oneOf, password, trueOrFalse, wholeNumber } from './values.js';

/** How a directory that speaks LDAP is asked. */
export const LDAP_VARIABLES = {
  LDAP_URL: ldapUrl().optional(),
  LDAP_START_TLS: trueOrFalse().prefault('false'),
  LDAP_TLS_CA: certificates().optional(),
  LDAP_BIND_DN: distinguishedName().optional(),
  LDAP_BIND_PASSWORD: password().optional(),
  LDAP_SCHEMA: oneOf(...LDAP_SCHEMA_NAMES).prefault('openldap'),
  LDAP_USER_BASE: distinguishedName().optional(),
  LDAP_USER_FILTER: filterTemplate('{username}').optional(),
  LDAP_USER_DN_TEMPLATE: nameTemplate().optional(),
  LDAP_DECOY_DN: distinguishedName().optional(),
  LDAP_GROUP_BASE: distinguishedName().optional(),
  LDAP_GROUP_FILTER: filterTemplate('{dn}', '{username}').optional(),
  LDAP_MAPPING: ldapMapping().optional(),
  LDAP_POOL_MAX: wholeNumber(1, 1_000).prefault('10'),
  LDAP_TIMEOUT: wholeNumber(1, 3_600_000).prefault('5000'),
};
