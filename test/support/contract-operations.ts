import type { ApiResponse, CallOptions } from './api.js';
import { ACCOUNT_OPERATIONS } from './contract-account-operations.js';
import { ADMIN_OPERATIONS } from './contract-admin-operations.js';
import { AUDIT_OPERATIONS } from './contract-audit-operations.js';
import type { ContractServer } from './contract-server.js';
import { SECRET } from './hand-offs.js';
import { GATEWAY } from './oauth.js';

/** What a request is made of: a session, a login at its second door, and a hand-off token that was never given out. */
export interface Known {
  readonly username: string;
  readonly session_id: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly context_id: string;
  readonly transaction_id: string;
}

export type Group =
  | 'login'
  | 'mfa'
  | 'esign'
  | 'device'
  | 'session'
  | 'tokens'
  | 'own'
  | 'cross-app'
  | 'operations'
  | 'account'
  | 'own-data'
  | 'audit'
  | 'admin';

export interface Operation {
  readonly group: Group;
  /** Needs no `x-client-id`, whatever CLIENT_IDS says. */
  readonly anyClient?: true;
  /** May be called as often as one likes. */
  readonly unlimited?: true;
  /** Counts only those whose key is wrong. */
  readonly forKeys?: true;
  /** Is there only where people are the server's own. */
  readonly ownPeople?: true;
  /** Needs nothing but the process itself. */
  readonly alone?: true;
  /** With the question mark. */
  readonly query?: string;
  readonly body?: (known: Known) => object;
  readonly form?: (known: Known) => Readonly<Record<string, string>>;
  readonly headers?: (known: Known) => Readonly<Record<string, string>>;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const HAND_OFF = '0123456789abcdef'.repeat(4);
const DEVICE = '00000000-0000-4000-8000-000000000000';

const bearer = ({ access_token: token }: Known) => ({ authorization: `Bearer ${token}` });
const secret = () => ({ 'x-shared-secret': SECRET });
const step = ({ context_id, transaction_id }: Known) => ({ context_id, transaction_id });
const refresh = ({ refresh_token }: Known) => ({ refresh_token });
const presented = ({ refresh_token: token }: Known) => ({ token });
const document = (known: Known) => ({ ...step(known), document_id: 'terms-v1-2025' });

const own = { group: 'own', headers: bearer } as const;
const target = { group: 'cross-app', anyClient: true, headers: secret } as const;
const machine = { group: 'operations', anyClient: true, unlimited: true, alone: true } as const;
const gateway = { group: 'tokens', anyClient: true, forKeys: true } as const;

/** Every operation of the document: what kind it is, and a request that comes as far as the database. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /auth/login': { group: 'login', body: ({ username }) => ({ username, password: 'password' }) },
  'POST /auth/mfa/initiate': {
    group: 'mfa',
    body: (known) => ({ ...step(known), method: 'sms', mfa_option_id: 1 }),
  },
  'POST /auth/mfa/otp/verify': { group: 'mfa', body: (known) => ({ ...step(known), code: '1234' }) },
  'POST /auth/mfa/transactions/{transaction_id}': { group: 'mfa', body: step },
  'POST /auth/mfa/transactions/{transaction_id}/approve': {
    group: 'mfa',
    anyClient: true,
    body: (known) => ({ ...step(known), selected_number: 1 }),
  },
  'GET /auth/mfa/transactions/{transaction_id}/otp': { group: 'mfa', anyClient: true },
  'GET /auth/esign/documents/{document_id}': { group: 'esign', anyClient: true },
  'POST /auth/esign/accept': { group: 'esign', body: document },
  'POST /auth/esign/decline': { group: 'esign', body: document },
  'POST /auth/device/bind': { group: 'device', body: (known) => ({ ...step(known), bind_device: true }) },
  'POST /auth/refresh': { group: 'session', body: refresh },
  'POST /auth/logout': { group: 'session', body: refresh },
  'POST /auth/token/verify': {
    ...gateway,
    body: ({ access_token: token }) => ({ token }),
    headers: () => ({ 'x-api-key': 'dev-gateway-key' }),
  },
  'POST /auth/introspect': { ...gateway, form: presented, headers: () => GATEWAY },
  'POST /auth/revoke': { ...gateway, form: presented, headers: () => GATEWAY },
  'GET /auth/sessions': own,
  'DELETE /auth/sessions/{session_id}': own,
  'POST /auth/logout/others': own,
  'POST /auth/logout/all': own,
  'GET /auth/devices': own,
  'PATCH /auth/devices/{device_id}': { ...own, body: () => ({ device_name: 'My phone' }) },
  'DELETE /auth/devices/{device_id}': own,
  'POST /cross-app/generate-session': { group: 'cross-app', headers: bearer, body: () => ({}) },
  'GET /cross-app/statistics': { group: 'cross-app', headers: bearer },
  'POST /cross-app/validate-session': { ...target, body: () => ({ session_token: HAND_OFF }) },
  'GET /cross-app/user-accounts': {
    ...target,
    headers: () => ({ ...secret(), 'x-session-token': HAND_OFF }),
  },
  'POST /cross-app/validate-permission': {
    ...target,
    body: () => ({ session_token: HAND_OFF, permission: 'events:read' }),
  },
  'POST /cross-app/revoke-session': { ...target, body: () => ({ session_token: HAND_OFF }) },
  'GET /.well-known/jwks.json': machine,
  'GET /health': machine,
  'GET /health/live': machine,
  'GET /health/ready': machine,
  'GET /metrics': machine,
  ...AUDIT_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...ADMIN_OPERATIONS,
};

function kindOf(operation: string): Operation {
  const kind = OPERATIONS[operation];
  if (!kind) throw new Error(`Nothing is known of ${operation}`);
  return kind;
}

/** What an operation answers because of its kind; test/contract-conventions produces each of these. */
export function conventionsOf(operation: string): string[] {
  const { body, form, anyClient, unlimited, alone } = kindOf(operation);
  return [
    ...(operation.startsWith('GET ') ? [] : ['403 E01_02_003']),
    ...(body || form ? ['413 E01_05_001', '415 E01_05_001'] : []),
    ...(anyClient ? [] : ['401 E01_02_004']),
    ...(unlimited ? [] : ['429 E01_06_001']),
    ...(alone ? [] : ['503 E05_00_002']),
  ];
}

function urlOf(path: string, known: Known): string {
  const ids: Readonly<Record<string, string>> = {
    ...known,
    document_id: 'terms-v1-2025',
    device_id: DEVICE,
    token: 'x'.repeat(43),
    cupid: DEVICE,
    grant_id: DEVICE,
  };
  return path.replace(/\{(\w+)\}/g, (_braces, name: string) => ids[name] ?? '');
}

function payloadOf({ body, form }: Operation, known: Known): unknown {
  return form ? new URLSearchParams(form(known)).toString() : body?.(known);
}

/** Calls an operation as its clients do. `instead` is sent in place of its body. */
export function send(
  { api }: ContractServer,
  operation: string,
  known: Known,
  options: CallOptions = {},
  instead?: string,
): Promise<ApiResponse> {
  const [method = '', path = ''] = operation.split(' ');
  const kind = kindOf(operation);
  return api.call(method, urlOf(path, known) + (kind.query ?? ''), instead ?? payloadOf(kind, known), {
    headers: { ...(kind.form && FORM), ...kind.headers?.(known), ...options.headers },
  });
}
