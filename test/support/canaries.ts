import type { Person } from '../../src/modules/identity/person.js';
import { OtpSender } from '../../src/modules/mfa/otp-sender.port.js';
import { type Api, type ApiResponse, type Ids, ids } from './api.js';
import type { TestServer } from './create-app.js';
import { newPerson } from './walk.js';

/** What nobody may find again: each is easily told from anything else. */
export const CANARY = {
  password: 'canary-right-password-7f3a',
  wrongPassword: 'canary-wrong-password-91bc',
  passwordAsName: 'canary-password-in-the-wrong-field-5d2e',
  code: '7391846205',
  wrongCode: '9182736450',
  phone: '+491701234567',
  actionToken: 'canary-action-token-c0ffee',
  apiKey: 'canary-gateway-key-of-some-length',
  wrongApiKey: 'canary-wrong-gateway-key',
  refreshSecret: 'canary-refresh-secret-of-some-length',
  otpSecret: 'canary-otp-secret-of-sufficient-length',
  deviceCookie: `canary-device-cookie-${'x'.repeat(22)}`,
  forgedToken: 'eyJjYW5hcnkiOjF9.eyJjYW5hcnkiOjJ9.canary-forged-signature',
} as const;

export const CANARY_ENV = {
  GATEWAY_API_KEYS: CANARY.apiKey,
  JWT_REFRESH_SECRET: CANARY.refreshSecret,
  OTP_SECRET: CANARY.otpSecret,
};

/** A gateway whose code is long enough to be looked for. */
export class CanaryOtpSender extends OtpSender {
  override newCode(): string {
    return CANARY.code;
  }

  send(): Promise<string> {
    return Promise.resolve('delivery');
  }
}

/** Somebody with everything that is secret about a person. */
export function secretivePerson(server: TestServer): Promise<Person> {
  const destination = CANARY.phone;
  return newPerson(server, 'mfaesignuser', { otpMethods: [{ optionId: 1, destination }] });
}

/** Collects the secrets that answers hold. */
export class Harvest {
  readonly found = new Set<string>(Object.values(CANARY));

  take(answer: ApiResponse): ApiResponse {
    const { access_token: access, id_token: id, refresh_token: refresh } = answer.body;
    const cookies = Object.values(answer.cookies).map(({ value }) => value);
    for (const secret of [access, id, refresh, ...cookies]) {
      if (!secret) continue;
      this.found.add(secret);
      // A token without its signature is as telling as a whole one.
      const parts = String(secret).split('.');
      if (parts.length === 3) this.found.add(parts[1] ?? '').add(parts[2] ?? '');
    }
    return answer;
  }

  /** The secrets that stand in a text. */
  in(text: string): string[] {
    return [...this.found].filter((secret) => text.includes(secret));
  }
}

const BROWSER = { cookies: { device_id: CANARY.deviceCookie } };

/** Every endpoint with its secrets in the way it is meant: password, code, document, device, refresh, verify, logout. */
export async function walkWithSecrets(api: Api, username: string, harvest: Harvest): Promise<void> {
  const take = (answer: ApiResponse) => harvest.take(answer);
  const extra = { password: CANARY.password, drs_action_token: CANARY.actionToken };
  const login = take(await api.login(username, extra, BROWSER));
  const sent = take(await api.initiate(ids(login)));
  const signing = take(await api.verify(ids(login, sent), CANARY.code));
  const binding = take(await api.accept(ids(login, signing)));
  const success = take(await api.bind(ids(login, binding)));
  if (success.status !== 200) throw new Error(`The walk ended with ${success.status}`);
  const refreshed = take(await api.refresh(success.cookies.refresh_token?.value ?? ''));
  const key = { headers: { 'x-api-key': CANARY.apiKey } };
  take(await api.post('/auth/token/verify', { token: refreshed.body.access_token }, key));
  take(await api.refresh(success.cookies.refresh_token?.value ?? '', { headers: { 'user-agent': 'thief' } }));
  const native = {
    headers: { 'x-token-delivery': 'body', authorization: `Bearer ${success.body.access_token}` },
  };
  take(await api.post('/auth/logout', { refresh_token: refreshed.body.refresh_token }, native));
}

/** Every endpoint with its secrets in ways that are refused. */
export async function failWithSecrets(api: Api, username: string, door: Ids): Promise<ApiResponse[]> {
  const { password, wrongPassword, passwordAsName, wrongCode, forgedToken, wrongApiKey, phone, apiKey } =
    CANARY;
  const bearer = {
    headers: { authorization: `Bearer ${forgedToken}` },
    cookies: { refresh_token: forgedToken },
  };
  const login = JSON.stringify({ username, password });
  const as = (type: string) => ({ headers: { 'content-type': type } });
  const calls: (() => Promise<ApiResponse>)[] = [
    () => api.login(username, { password: wrongPassword }),
    () => api.login(passwordAsName, { password }),
    () => api.login(`${passwordAsName}*`, { password }),
    () => api.post('/auth/login', { username, password: [password] }),
    () => api.post('/auth/login', login.slice(0, -1)),
    () => api.post('/auth/login', login, as('text/plain')),
    () => api.post('/auth/login', `${login}${' '.repeat(70_000)}`),
    () => api.post('/auth/login', { username, password }, { headers: { origin: 'https://evil.example' } }),
    () => api.post(`/auth/login?password=${password}`),
    () => api.post(`/auth/${password}`),
    () => api.post(`/auth/%zz${password}`),
    () => api.call('PUT', `/auth/login?token=${forgedToken}`),
    () => api.verify(door, wrongCode),
    () => api.verify(door, phone),
    () => api.poll({ ...door, transaction_id: 'tx-unknown' }),
    () => api.initiate(door, { method: 'sms', mfa_option_id: 6 }),
    () => api.get(`/auth/esign/documents/${wrongCode}?version=${wrongCode}`),
    () => api.decline(door, passwordAsName, { reason: password }),
    () => api.post('/auth/refresh', {}, bearer),
    () => api.post('/auth/refresh', { refresh_token: `${forgedToken}x` }, bearer),
    () => api.post(`/auth/refresh?refresh_token=${forgedToken}`),
    () => api.post('/auth/token/verify', { token: forgedToken }, { headers: { 'x-api-key': wrongApiKey } }),
    () =>
      api.post('/auth/token/verify', { token: { token: forgedToken } }, { headers: { 'x-api-key': apiKey } }),
  ];
  const answers: ApiResponse[] = [];
  for (const call of calls) answers.push(await call());
  return answers;
}
