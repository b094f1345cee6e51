import type { Known, Operation } from './contract-operations.js';

const TOKEN = 'x'.repeat(43);
const PASSWORD = 'tangle quartz lemon';
const repeated = { password: PASSWORD, password_confirmation: PASSWORD };

const bearer = ({ access_token: token }: Known) => ({ authorization: `Bearer ${token}` });

const account = { group: 'account', ownPeople: true } as const;
const signedIn = { ...account, headers: bearer } as const;
const ownData = { group: 'own-data', ownPeople: true, headers: bearer } as const;
const page = { ...account, anyClient: true, unlimited: true, alone: true } as const;

/** Every operation that is there only where people are the server's own. */
export const ACCOUNT_OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /auth/register': { ...account, body: () => ({ email: 'new@example.test', ...repeated }) },
  'POST /auth/verify-email': { ...account, anyClient: true, body: () => ({ token: TOKEN }) },
  'GET /auth/verify-email/{token}': page,
  'POST /auth/verify-email/resend': { ...account, body: () => ({ email: 'new@example.test' }) },
  'POST /auth/reset-password': { ...account, body: () => ({ email: 'new@example.test' }) },
  'POST /auth/reset-password/confirm': {
    ...account,
    anyClient: true,
    body: () => ({ token: TOKEN, ...repeated }),
  },
  'GET /auth/reset-password/{token}': page,
  'POST /auth/change-password': {
    ...signedIn,
    body: () => ({ current_password: 'wrong', ...repeated }),
  },
  'GET /auth/me': signedIn,
  'PATCH /auth/me': { ...signedIn, body: () => ({ version: 1, given_name: 'Ann' }) },
  'GET /auth/me/export': ownData,
  'DELETE /auth/me': { ...ownData, body: () => ({ password: 'wrong' }) },
  'POST /admin/users/{cupid}/erase': { ...ownData, body: () => ({ reason: 'their letter' }) },
  'POST /auth/me/deactivate': { ...signedIn, body: () => ({ password: 'wrong' }) },
};
