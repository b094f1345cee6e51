import type { KeyObject } from 'node:crypto';

/** From the least to the most severe. */
export const SEVERITIES = ['INFO', 'WARN', 'ERROR', 'CRITICAL'] as const;

export interface SiemConfig {
  readonly url: string;
  readonly secret: string;
  /** Events below it are not sent. */
  readonly minSeverity: (typeof SEVERITIES)[number];
}

export interface AuditConfig {
  /** Whether this server seals the audit trail by itself. */
  readonly sealing: boolean;
  /** The first signs, if it is a private one; all verify. */
  readonly sealKeys: readonly KeyObject[];
  /** Seconds that rows have to settle before they are sealed. */
  readonly sealLag: number;
  /** Where events are sent to besides; undefined: nowhere. */
  readonly siem?: SiemConfig;
}
