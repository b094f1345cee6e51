import { PasswordResetService } from '../src/modules/account/password-reset.service.js';
import {
  addUser,
  AdminApi,
  createAccountServer,
  PASSWORD,
  setStatus,
  signInAdministrator,
} from './support/accounts.js';
import type { ApiResponse, CallOptions } from './support/api.js';
import { describeAnswers, type Produce } from './support/contract.js';
import type { ContractServer } from './support/contract-server.js';
import { bearer } from './support/hand-offs.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const TOO_LONG = 'x'.repeat(65);
const WHY = { reason: 'because' };

type Ask = (admin: AdminApi, cupid: string, server: ContractServer) => Promise<ApiResponse>;

const start = () =>
  createAccountServer({
    override: (builder) =>
      builder.overrideProvider(PasswordResetService).useValue({ requestFor: () => Promise.resolve(true) }),
  });

/** Asks as an administrator, of somebody whom nobody else knows. */
const of =
  (ask: Ask): Produce =>
  async (server) => {
    const admin = new AdminApi(server, (await signInAdministrator(server)).options);
    return ask(admin, (await addUser(server)).userId, server);
  };

/** Asks as an administrator, of the same. */
const ofOneself =
  (ask: Ask): Produce =>
  async (server) => {
    const administrator = await signInAdministrator(server);
    return ask(new AdminApi(server, administrator.options), administrator.userId, server);
  };

/** What every operation says to those who are no administrators, or not any more. */
function forOthers(ask: Ask): Record<string, Produce> {
  const as =
    (options: CallOptions): Produce =>
    (server) =>
      ask(new AdminApi(server, options), NOBODY, server);
  return {
    '401 E01_02_001': as({}),
    '401 E01_02_002': as(bearer('dead')),
    '403 E01_02_003 (no administrator)': async (server) => {
      const { username } = await addUser(server);
      const { body } = await server.api.login(username, { password: PASSWORD });
      return ask(new AdminApi(server, bearer(body.access_token)), NOBODY, server);
    },
  };
}

/** What those of one person say besides. */
function ofPerson(ask: Ask): Record<string, Produce> {
  return {
    ...forOthers(ask),
    '400 E01_05_001': of((admin, _, server) => ask(admin, TOO_LONG, server)),
    '404 E01_05_004': of((admin, _, server) => ask(admin, NOBODY, server)),
    '404 E01_05_004 (no id of ours)': of((admin, _, server) => ask(admin, 'person-1', server)),
  };
}

/** What a change says to a role that has run out since the token was issued. */
function tooLate(ask: Ask): Record<string, Produce> {
  return {
    '403 E01_02_003 (no administrator any more)': async (server) => {
      const administrator = await signInAdministrator(server);
      const { userId } = await addUser(server);
      await server.rows.execute(
        `UPDATE user_roles SET active = $2, withdrawn_at = granted_at, withdrawn_by = 'test' WHERE user_id = $1`,
        [administrator.userId, false],
      );
      return ask(new AdminApi(server, administrator.options), userId, server);
    },
  };
}

const inStatus = (status: 'PENDING' | 'LOCKED' | 'DISABLED' | 'DELETED', ask: Ask): Produce =>
  of(async (admin, cupid, server) => {
    if (status === 'DELETED') await admin.remove(cupid);
    else await setStatus(server, cupid, status);
    return ask(admin, cupid, server);
  });

const act =
  (name: string, body: object = WHY): Ask =>
  (admin, cupid) =>
    admin.post(cupid, name, body);
const list =
  (query: Record<string, string> = {}): Ask =>
  (admin) =>
    admin.list(query);
const get =
  (path = ''): Ask =>
  (admin, cupid) =>
    admin.get(cupid, path);
const patch =
  (body: object = { version: 1, family_name: 'Smith' }): Ask =>
  (admin, cupid) =>
    admin.patch(cupid, body);
const remove =
  (body: object = WHY): Ask =>
  (admin, cupid) =>
    admin.remove(cupid, body);
const withdraw: Ask = async (admin, cupid) => {
  const { body } = await admin.post(cupid, 'roles', { role: 'editor' });
  return admin.withdraw(cupid, body.grant_id ?? NOBODY);
};
const role = { role: 'editor' };

/** The answers that each change of a standing has in common. */
const change = (ask: Ask): Record<string, Produce> => ({ ...ofPerson(ask), ...tooLate(ask) });

describe('the contract of administrators', () => {
  describeAnswers(
    'admin',
    {
      'GET /admin/users': {
        ...forOthers(list()),
        '200': of(list()),
        '200 (nobody)': of(list({ email: 'nobody@example.test' })),
        '200 (another page)': of(list({ limit: '1' })),
        '400 E01_05_001': of(list({ limit: '101' })),
        '400 E01_05_001 (no cursor of ours)': of(list({ cursor: 'nonsense' })),
      },
      'GET /admin/users/{cupid}': {
        ...ofPerson(get()),
        '200': of(get()),
        '200 (with roles)': of(async (admin, cupid) => {
          await admin.post(cupid, 'roles', role);
          return admin.get(cupid);
        }),
        '200 (deleted)': inStatus('DELETED', get()),
      },
      'PATCH /admin/users/{cupid}': {
        ...change(patch()),
        '200': of(patch()),
        '400 E01_05_001 (no version)': of(patch({})),
        '400 E01_05_001 (no name)': of(patch({ version: 1, username: 'a@b' })),
        '409 E01_05_003 (stale)': of(patch({ version: 2 })),
        '409 E01_05_003 (taken)': of(async (admin, cupid, server) =>
          admin.patch(cupid, { version: 1, username: (await addUser(server)).username }),
        ),
        '409 E01_05_003 (deleted)': inStatus('DELETED', patch({ version: 2 })),
      },
      'DELETE /admin/users/{cupid}': {
        ...change(remove()),
        '204': of(remove()),
        '204 (again)': inStatus('DELETED', remove()),
        '400 E01_05_001 (no reason)': of(remove({})),
        '403 E01_02_003 (oneself)': ofOneself(remove()),
        '409 E01_05_003': of(remove({ ...WHY, version: 2 })),
      },
      'POST /admin/users/{cupid}/lock': {
        ...change(act('lock')),
        '200': of(act('lock')),
        '200 (again)': inStatus('LOCKED', act('lock')),
        '400 E01_05_001 (no reason)': of(act('lock', {})),
        '403 E01_02_003 (oneself)': ofOneself(act('lock')),
        '409 E01_05_003': inStatus('DISABLED', act('lock')),
        '409 E01_05_003 (stale)': of(act('lock', { ...WHY, version: 2 })),
      },
      'POST /admin/users/{cupid}/unlock': {
        ...change(act('unlock')),
        '200': inStatus('LOCKED', act('unlock', {})),
        '400 E01_05_001 (no version)': of(act('unlock', { version: 'new' })),
        '409 E01_05_003': inStatus('DISABLED', act('unlock')),
        '409 E01_05_003 (stale)': inStatus('LOCKED', act('unlock', { version: 1 })),
      },
      'POST /admin/users/{cupid}/disable': {
        ...change(act('disable')),
        '200': of(act('disable')),
        '400 E01_05_001 (no reason)': of(act('disable', {})),
        '403 E01_02_003 (oneself)': ofOneself(act('disable')),
        '409 E01_05_003': inStatus('DELETED', act('disable')),
      },
      'POST /admin/users/{cupid}/activate': {
        ...change(act('activate')),
        '200': inStatus('PENDING', act('activate', {})),
        '409 E01_05_003': inStatus('LOCKED', act('activate')),
      },
      'POST /admin/users/{cupid}/restore': {
        ...change(act('restore')),
        '200': inStatus('DELETED', act('restore', {})),
        '409 E01_05_003': of(act('restore')),
        '409 E01_05_003 (taken)': of(async (admin, _, server) => {
          const { userId, email } = await addUser(server);
          await admin.remove(userId);
          await addUser(server, { email });
          return admin.post(userId, 'restore');
        }),
      },
      'POST /admin/users/{cupid}/roles': {
        ...change(act('roles', role)),
        '201': of(act('roles', role)),
        '200': of(async (admin, cupid) => {
          await admin.post(cupid, 'roles', role);
          return admin.post(cupid, 'roles', role);
        }),
        '400 E01_05_001 (no role)': of(act('roles', {})),
        '400 E01_05_001 (no organisation)': of(act('roles', { ...role, account_id: NOBODY })),
        '409 E01_05_003': inStatus('DELETED', act('roles', role)),
        '409 E01_05_003 (with another end)': of(async (admin, cupid) => {
          await admin.post(cupid, 'roles', role);
          return admin.post(cupid, 'roles', { ...role, expires_at: '2030-01-01T00:00:00Z' });
        }),
      },
      'DELETE /admin/users/{cupid}/roles/{grant_id}': {
        ...ofPerson(withdraw),
        ...tooLate(withdraw),
        '204': of(withdraw),
        '403 E01_02_003 (one’s own as an administrator)': async (server) => {
          const { userId, grantId, options } = await signInAdministrator(server);
          return new AdminApi(server, options).withdraw(userId, grantId);
        },
        '404 E01_05_004 (never given)': of((admin, cupid) => admin.withdraw(cupid, NOBODY)),
      },
      'GET /admin/users/{cupid}/sessions': {
        ...ofPerson(get('/sessions')),
        '200': ofOneself(get('/sessions')),
        '200 (none)': of(get('/sessions')),
      },
      'POST /admin/users/{cupid}/sessions/end': {
        ...change(act('sessions/end')),
        '200': ofOneself(act('sessions/end')),
      },
      'POST /admin/users/{cupid}/reset-password': {
        ...change(act('reset-password')),
        '202': of(act('reset-password')),
        '409 E01_05_003': inStatus('DISABLED', act('reset-password')),
      },
    },
    {},
    start,
  );
});
