import type { Draft } from './environment.schema.js';
import type { Findings } from './findings.js';
import { PLAIN } from './named-keys.js';
import { demand } from './rules.js';

/** What is sealed is sought by its index alone, so that keys of the one kind are of no use without the other. */
export function checkPersonalData(draft: Draft, findings: Findings): void {
  const { PII_ENCRYPTION_KEYS: keys, PII_INDEX_KEYS: indexKeys } = draft;
  if (keys)
    demand(draft, findings, 'PII_INDEX_KEYS', 'set beside PII_ENCRYPTION_KEYS: id:key, 32 bytes in base64');
  if (indexKeys)
    demand(draft, findings, 'PII_ENCRYPTION_KEYS', 'set beside PII_INDEX_KEYS: id:key, 32 bytes in base64');
  if (keys?.every((key) => key === PLAIN))
    findings.add('PII_ENCRYPTION_KEYS', 'names no key: it must name one, or be left out');
  const isShared = keys?.some((one) => one !== PLAIN && indexKeys?.some(({ key }) => key.equals(one.key)));
  if (isShared)
    findings.add('PII_INDEX_KEYS', 'holds a key of PII_ENCRYPTION_KEYS: it must have keys of its own');
}
