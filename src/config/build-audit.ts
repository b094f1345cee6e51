import { generateKeyPairSync } from 'node:crypto';
import type { AuditConfig } from './audit-config.js';
import type { Settings } from './environment.schema.js';

/** How the audit trail is sealed, and where it is sent. */
export function buildAudit(settings: Settings): AuditConfig {
  const { SIEM_WEBHOOK_URL: url, SIEM_WEBHOOK_SECRET: secret, SIEM_MIN_SEVERITY: minSeverity } = settings;
  return {
    sealing: settings.AUDIT_SEALING,
    sealKeys: settings.AUDIT_SEAL_KEYS ?? (settings.AUDIT_SEALING ? [keyOfThisProcess()] : []),
    sealLag: settings.AUDIT_SEAL_LAG,
    ...(url !== undefined && secret !== undefined && { siem: { url, secret, minSeverity } }),
  };
}

/** For the embedded database, which does not outlive the process either. */
const keyOfThisProcess = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
