import type { Person } from '../../src/modules/identity/person.js';
import type { Api, ApiResponse, CallOptions } from './api.js';
import type { TestServer } from './create-app.js';
import { newPerson, type SignedIn, signIn } from './walk.js';

/** The secret of the app that people enter by default. */
export const SECRET = 'dev-hi-events-secret';

export interface Visitor extends SignedIn {
  readonly person: Person;
}

/** Somebody who is signed in, and whom no other test knows. */
export async function visitor(server: TestServer, changes: Partial<Person> = {}): Promise<Visitor> {
  const person = await newPerson(server, 'testuser', changes);
  return { person, ...(await signIn(server.api, person.username)) };
}

export function bearer(accessToken: string): CallOptions {
  return { headers: { authorization: `Bearer ${accessToken}` } };
}

export function asApp(secret = SECRET): CallOptions {
  return { headers: { 'x-shared-secret': secret } };
}

export function generate(api: Api, accessToken: string, body: object = {}): Promise<ApiResponse> {
  return api.post('/cross-app/generate-session', body, bearer(accessToken));
}

/** The token of a new hand-off. */
export async function tokenFor(api: Api, accessToken: string, body: object = {}): Promise<string> {
  const { body: handOff } = await generate(api, accessToken, body);
  return handOff.session_token;
}

export function validate(api: Api, token: string, secret = SECRET): Promise<ApiResponse> {
  return api.post('/cross-app/validate-session', { session_token: token }, asApp(secret));
}

export function accountsOf(api: Api, token: string, secret = SECRET): Promise<ApiResponse> {
  const headers = { 'x-shared-secret': secret, 'x-session-token': token };
  return api.get('/cross-app/user-accounts', { headers });
}

export function may(api: Api, token: string, permission = 'events:read', more: object = {}) {
  return api.post('/cross-app/validate-permission', { session_token: token, permission, ...more }, asApp());
}

export function revokeHandOff(api: Api, token: string, options: CallOptions = asApp()): Promise<ApiResponse> {
  return api.post('/cross-app/revoke-session', { session_token: token }, options);
}

/** Status and error code. */
export function codeOf({ status, body }: ApiResponse): [number, string | undefined] {
  return [status, body.error_code];
}

export const NO_HAND_OFF = [404, 'CIAM_E04_00_003'];
