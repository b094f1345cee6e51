import type { Draft } from './environment.schema.js';
import type { Findings } from './findings.js';
import { isSameKey } from './keys.js';
import { A_SECRET, demand } from './rules.js';

const SIGNING_KEYS = 'EC P-256 keys, the first of them private, as PEM or as a JWK Set';

function checkSealing(draft: Draft, findings: Findings): void {
  if (draft.AUDIT_SEALING !== true) return;
  // Seals outlive the process, and so must what they were made with.
  if (draft.USE_MOCK_DB === false || draft.NODE_ENV === 'production')
    demand(draft, findings, 'AUDIT_SEAL_KEYS', SIGNING_KEYS);
  if (draft.AUDIT_SEAL_KEYS?.[0]?.type === 'public')
    findings.add(
      'AUDIT_SEAL_KEYS',
      `begins with a public key: with AUDIT_SEALING it must be ${SIGNING_KEYS}`,
    );
}

function refuseSharedKeys(draft: Draft, findings: Findings): void {
  const { AUDIT_SEAL_KEYS: keys = [], JWT_PRIVATE_KEYS: tokenKeys = [] } = draft;
  if (keys.some((key) => tokenKeys.some((other) => isSameKey(key, other))))
    findings.add('AUDIT_SEAL_KEYS', 'holds a key of JWT_PRIVATE_KEYS: it must have keys of its own');
}

/** What seals and sends the audit trail has to be there as a whole. */
export function checkAudit(draft: Draft, findings: Findings): void {
  checkSealing(draft, findings);
  refuseSharedKeys(draft, findings);
  if (draft.SIEM_WEBHOOK_URL !== undefined) demand(draft, findings, 'SIEM_WEBHOOK_SECRET', A_SECRET);
  if (draft.SIEM_WEBHOOK_SECRET !== undefined)
    demand(draft, findings, 'SIEM_WEBHOOK_URL', 'the URL that events are sent to');
}
