import type { Api, ApiResponse } from './api.js';

const FORM = 'application/x-www-form-urlencoded';

export const CLIENT = { client_id: 'gateway', client_secret: 'dev-gateway-secret' };

export type Form = Readonly<Record<string, string>> | string;

/** Posts a form, as the RFCs want it. */
export function postForm(
  api: Api,
  url: string,
  form: Form,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiResponse> {
  const body = new URLSearchParams(form).toString();
  return api.post(url, body, { headers: { 'content-type': FORM, ...headers } });
}

export function basic(id: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

export const GATEWAY = basic(CLIENT.client_id, CLIENT.client_secret);

export function introspect(
  api: Api,
  token: string,
  headers: Readonly<Record<string, string>> = GATEWAY,
  more: Readonly<Record<string, string>> = {},
): Promise<ApiResponse> {
  return postForm(api, '/auth/introspect', { token, ...more }, headers);
}

export async function isActive(api: Api, token: string): Promise<boolean> {
  return (await introspect(api, token)).body.active;
}

export function revokeToken(
  api: Api,
  token: string,
  headers: Readonly<Record<string, string>> = GATEWAY,
  more: Readonly<Record<string, string>> = {},
): Promise<ApiResponse> {
  return postForm(api, '/auth/revoke', { token, ...more }, headers);
}

type Ask = (
  api: Api,
  token: string,
  headers: Readonly<Record<string, string>>,
  more?: Readonly<Record<string, string>>,
) => Promise<ApiResponse>;

/** Every way to say wrongly who one is. */
export const STRANGERS: readonly (readonly [
  string,
  (ask: Ask, api: Api, token: string) => Promise<ApiResponse>,
])[] = [
  ['nobody', (ask, api, token) => ask(api, token, {})],
  ['a wrong secret', (ask, api, token) => ask(api, token, basic('gateway', 'wrong'))],
  ['no secret', (ask, api, token) => ask(api, token, basic('gateway', ''))],
  ['an unknown client', (ask, api, token) => ask(api, token, basic('stranger', CLIENT.client_secret))],
  ['a wrong secret in the form', (ask, api, token) => ask(api, token, {}, { ...CLIENT, client_secret: 'x' })],
  ['an id alone in the form', (ask, api, token) => ask(api, token, {}, { client_id: 'gateway' })],
  ['both ways at once', (ask, api, token) => ask(api, token, GATEWAY, CLIENT)],
  ['a bearer', (ask, api, token) => ask(api, token, { authorization: `Bearer ${token}` })],
  ['what is no Basic', (ask, api, token) => ask(api, token, { authorization: 'Basic ***' })],
];
