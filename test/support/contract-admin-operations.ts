import type { Known, Operation } from './contract-operations.js';

const bearer = ({ access_token: token }: Known) => ({ authorization: `Bearer ${token}` });
const why = () => ({ reason: 'because' });

const admin = { group: 'admin', ownPeople: true, headers: bearer } as const;
const reasoned = { ...admin, body: why };

/** What administrators do to people of the server's own. */
export const ADMIN_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /admin/users': admin,
  'GET /admin/users/{cupid}': admin,
  'PATCH /admin/users/{cupid}': { ...admin, body: () => ({ version: 1 }) },
  'DELETE /admin/users/{cupid}': reasoned,
  'POST /admin/users/{cupid}/lock': reasoned,
  'POST /admin/users/{cupid}/unlock': reasoned,
  'POST /admin/users/{cupid}/disable': reasoned,
  'POST /admin/users/{cupid}/activate': reasoned,
  'POST /admin/users/{cupid}/restore': reasoned,
  'POST /admin/users/{cupid}/roles': { ...admin, body: () => ({ role: 'editor' }) },
  'DELETE /admin/users/{cupid}/roles/{grant_id}': admin,
  'GET /admin/users/{cupid}/sessions': admin,
  'POST /admin/users/{cupid}/sessions/end': admin,
  'POST /admin/users/{cupid}/reset-password': admin,
};
