import { Lookups } from '../../src/modules/account/lookups.js';
import { OrganisationService } from '../../src/modules/account/organisation.service.js';
import type { NewUser } from '../../src/modules/account/new-user.js';
import { PasswordHasher } from '../../src/modules/account/password-hasher.js';
import type { User, UserStatus } from '../../src/modules/account/user.entity.js';
import { UserService } from '../../src/modules/account/user.service.js';
import { EsignService } from '../../src/modules/esign/esign.service.js';
import type { ApiResponse, CallOptions } from './api.js';
import { createTestServer, type TestOptions, type TestServer } from './create-app.js';
import { SEALED } from './seal-keys.js';
import { usesPostgres } from './test-config.js';

/** People of our own, instead of a directory. */
export const DATABASE_PEOPLE = { IDENTITY_PROVIDER: 'database' };

export const PASSWORD = 'tangle quartz lemon';

export const PHONES = [
  { optionId: 1, phone: '+15550101234', isVerified: true },
  { optionId: 2, phone: '+15550105678', isVerified: true },
  { optionId: 3, phone: '+15550109999', isVerified: false },
];

let people = 0;
let hashed: Promise<string> | undefined;

/** The hash of PASSWORD, made once: it takes long, and they all have the same. */
export function secretHash({ app }: TestServer): Promise<string> {
  hashed ??= app.get(PasswordHasher).hash(PASSWORD);
  return hashed;
}

/** Somebody who signs in with PASSWORD and nothing else, but for what is said. */
export async function addUser(
  server: TestServer,
  fields: Partial<NewUser> = {},
  hash?: string | null,
): Promise<User & { readonly username: string; readonly email: string }> {
  people += 1;
  const username = `person${people}`;
  const usual = {
    username,
    email: `${username}@example.test`,
    status: 'ACTIVE',
    isEmailVerified: true,
  } as const;
  const secret = hash === undefined ? await secretHash(server) : hash;
  const user = await server.app.get(UserService).create({ ...usual, ...fields }, secret, 'test');
  if (!user) throw new Error(`${username} could not be added`);
  return user as User & { username: string; email: string };
}

export async function setStatus(server: TestServer, userId: string, status: UserStatus): Promise<void> {
  const [row] = await server.rows.select('SELECT version FROM users WHERE user_id = $1', [userId]);
  const change = { userId, version: Number(row?.version), status, reason: 'because' };
  await server.app.get(UserService).changeStatus(change, 'the administrator');
}

/** Everything that a login can ask for: a code, a document, the device. */
export async function addCustomer(server: TestServer): Promise<User & { username: string }> {
  await server.app.get(EsignService).publish({
    documentId: 'terms-v1-2025',
    version: '1.0',
    title: 'Terms',
    content: 'These terms and conditions.',
    mandatory: true,
    audience: 'customers',
  });
  const factors = { mfaRequired: true, phones: PHONES, pushRegistration: 'ENABLED' } as const;
  return addUser(server, { ...factors, audiences: ['customers'], givenName: 'Ann', familyName: 'Smith' });
}

export function organisations({ app }: TestServer): OrganisationService {
  return app.get(OrganisationService);
}

/** How a server reads from its answer and rows what became of each attempt of a person. */
export async function attemptsOf({ rows }: Pick<TestServer, 'rows'>, userId: string): Promise<string[]> {
  const sql = 'SELECT outcome FROM login_attempts WHERE user_id = $1 ORDER BY attempted_at, attempt_id';
  return (await rows.select(sql, [userId])).map(({ outcome }) => String(outcome));
}

/** Every story of people of our own is told of sealed rows on the one engine, and of rows in clear on the other. */
export const USUAL_KEYS = usesPostgres ? SEALED : {};

/** Instead, rows in clear on both. */
export const IN_CLEAR = { PII_ENCRYPTION_KEYS: '', PII_INDEX_KEYS: '' };

/** What the person is sought by who has this e-mail. */
export function emailLookup({ app }: TestServer, email: string): string {
  return app.get(Lookups).email(email);
}

export function createAccountServer(options: TestOptions = {}): Promise<TestServer> {
  return createTestServer({ ...options, env: { ...DATABASE_PEOPLE, ...USUAL_KEYS, ...options.env } });
}

/** Somebody who may administer others, with the header of their access token. */
export interface Administrator {
  readonly userId: string;
  readonly username: string;
  /** Of the role. */
  readonly grantId: string;
  readonly options: { readonly headers: { readonly authorization: string } };
}

/** Gives somebody new the role of administrators and signs them in. */
export async function signInAdministrator(server: TestServer): Promise<Administrator> {
  const { userId, username } = await addUser(server);
  const role = { userId, role: 'admin', accountId: null, expiresAt: null };
  const grantId = await organisations(server).grant(role, 'test');
  const { body } = await server.api.login(username, { password: PASSWORD });
  return {
    userId,
    username,
    grantId: grantId!,
    options: { headers: { authorization: `Bearer ${body.access_token}` } },
  };
}

/** An administrator’s view of the API: every path is below that of people. */
export class AdminApi {
  constructor(
    private readonly server: Pick<TestServer, 'api'>,
    private readonly options: CallOptions,
  ) {}

  list(query: Readonly<Record<string, string>> = {}): Promise<ApiResponse> {
    const search = new URLSearchParams(query).toString();
    return this.server.api.get(`/admin/users${search && `?${search}`}`, this.options);
  }

  get(cupid: string, path = ''): Promise<ApiResponse> {
    return this.server.api.get(`/admin/users/${cupid}${path}`, this.options);
  }

  post(cupid: string, path: string, body: object = {}): Promise<ApiResponse> {
    return this.server.api.post(`/admin/users/${cupid}/${path}`, body, this.options);
  }

  patch(cupid: string, body: object): Promise<ApiResponse> {
    return this.server.api.call('PATCH', `/admin/users/${cupid}`, body, this.options);
  }

  remove(cupid: string, body: object = { reason: 'asked for it' }): Promise<ApiResponse> {
    return this.server.api.call('DELETE', `/admin/users/${cupid}`, body, this.options);
  }

  withdraw(cupid: string, grantId: string): Promise<ApiResponse> {
    return this.server.api.call('DELETE', `/admin/users/${cupid}/roles/${grantId}`, undefined, this.options);
  }
}

/** What the audit trail says was done to a person, and by whom. */
export async function auditOf(
  { rows }: Pick<TestServer, 'rows'>,
  cupid: string,
): Promise<{ type: string; details: Record<string, unknown> }[]> {
  const sql = `SELECT event_type, event_details FROM audit_logs WHERE cupid = $1 ORDER BY event_timestamp, log_id`;
  return (await rows.select(sql, [cupid])).map(({ event_type: type, event_details: data }) => ({
    type: String(type),
    details: (typeof data === 'string' ? JSON.parse(data) : data) as Record<string, unknown>,
  }));
}
