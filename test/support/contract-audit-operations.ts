import type { Known, Operation } from './contract-operations.js';

const audit = {
  group: 'audit',
  headers: ({ access_token: token }: Known) => ({ authorization: `Bearer ${token}` }),
} as const;

/** What administrators read of what happened, whoever the people are. */
export const AUDIT_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /admin/audit-logs': audit,
  'GET /admin/audit-logs/export': audit,
  // Otherwise it would not end.
  'GET /admin/audit-logs/tail': { ...audit, query: '?seconds=0' },
  'GET /admin/contexts/{context_id}': audit,
  'GET /admin/anomalies': audit,
};
