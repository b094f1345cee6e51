import { createHash } from 'node:crypto';
import type { AuditLog } from './audit-log.entity.js';

const ID_BYTES = 16;
const ENTRY_BYTES = ID_BYTES + 32;

/** What a seal keeps of a row. */
export interface RowDigest {
  readonly logId: string;
  readonly digest: Buffer;
}

/** JSON with the keys of every object in the order of their code units: jsonb keeps them in another than they came in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/** Every column of a row in one text, the same from every database that holds the row. Never to be changed: seals are made of it. */
export function canonicalRow(row: AuditLog): string {
  return JSON.stringify([
    row.logId,
    row.eventTimestamp.toISOString(),
    row.eventType,
    row.eventCategory,
    row.eventSeverity,
    row.eventOutcome,
    row.contextId,
    row.transactionId,
    row.sessionId,
    row.cupid,
    row.correlationId,
    row.ipAddress,
    row.userAgent,
    canonicalJson(row.eventDetails),
    row.errorCode,
    row.errorMessage,
  ]);
}

export function digestOf(row: AuditLog): RowDigest {
  return { logId: row.logId, digest: createHash('sha256').update(canonicalRow(row)).digest() };
}

export function packDigests(digests: readonly RowDigest[]): Buffer {
  return Buffer.concat(
    digests.flatMap(({ logId, digest }) => [Buffer.from(logId.replaceAll('-', ''), 'hex'), digest]),
  );
}

export function unpackDigests(packed: Buffer): RowDigest[] {
  return Array.from({ length: packed.length / ENTRY_BYTES }, (_, index) => {
    const entry = packed.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    return { logId: uuidText(entry.subarray(0, ID_BYTES)), digest: entry.subarray(ID_BYTES) };
  });
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
