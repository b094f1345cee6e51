import { addUser, PASSWORD, PHONES } from './accounts.js';
import { type ApiResponse, ids } from './api.js';
import type { TestServer } from './create-app.js';
import { bearer } from './hand-offs.js';
import { EsignService } from '../../src/modules/esign/esign.service.js';
import { OrganisationService } from '../../src/modules/account/organisation.service.js';

/** Words that no other row has a reason to hold. */
export const PERSONAL = {
  email: 'Xaveria.Quillfeather@Wobblington.test',
  username: 'Quillfeatherx',
  givenName: 'Xaveriaphilomene',
  familyName: 'Quillfeather',
  phone: '+15550193847',
  deviceName: 'Zylophone of Xaveria',
};

/** What a request tells of a person's whereabouts. */
export const WHEREABOUTS = { ip: '203.0.113.77', userAgent: 'Wibblebrowser/7.3 (Moonshoe)' };

export const FROM_THERE = {
  headers: { 'user-agent': WHEREABOUTS.userAgent, 'x-forwarded-for': WHEREABOUTS.ip },
};

/** The server believes one proxy, so that a test can come from somewhere. */
export const BEHIND_PROXY = { TRUST_PROXY: '1' };

export interface Visitor {
  readonly cupid: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

async function publishTerms({ app }: TestServer): Promise<void> {
  const texts = { title: 'Terms', content: 'These terms and conditions.' };
  const document = { documentId: 'terms-v1-2025', version: '1.0', mandatory: true, audience: 'customers' };
  await app.get(EsignService).publish({ ...document, ...texts });
}

/** Somebody with everything that a row can hold of a person. */
export async function addWholePerson(server: TestServer): Promise<string> {
  await publishTerms(server);
  const { phone, deviceName: _deviceName, ...fields } = PERSONAL;
  const phones = [{ ...PHONES[0], phone }];
  const { userId } = await addUser(server, {
    ...fields,
    phones,
    mfaRequired: true,
    audiences: ['customers'],
  });
  const organisations = server.app.get(OrganisationService);
  const accountId = await organisations.create('Harbour', 'harbour', 'test');
  await organisations.setMember(accountId!, userId, ['events:read'], 'test');
  await organisations.grant({ userId, role: 'editor', accountId: null, expiresAt: null }, 'test');
  // A device that was trusted before the password was set would be trusted no more.
  server.clock.advance(1);
  return userId;
}

/** The whole chain: password, code, document, device. */
export async function walkChain({ api }: TestServer, username: string): Promise<ApiResponse> {
  const login = { username, password: PASSWORD, drs_action_token: 'a phone' };
  const first = await api.post('/auth/login', login, FROM_THERE);
  const step = (path: string, answer: ApiResponse, extra: object) =>
    api.post(path, { ...ids(first, answer), ...extra }, FROM_THERE);
  const sent = await step('/auth/mfa/initiate', first, { method: 'sms', mfa_option_id: 1 });
  const esign = await step('/auth/mfa/otp/verify', sent, { code: '1234' });
  const offered = await step('/auth/esign/accept', esign, { document_id: 'terms-v1-2025' });
  return step('/auth/device/bind', offered, { bind_device: true });
}

/** Signs them in by all doors, names the device, hands them to another app, and gets the password wrong besides. */
export async function visitEverything(server: TestServer, cupid: string): Promise<Visitor> {
  const { api } = server;
  await api.post('/auth/login', { username: PERSONAL.username, password: 'wrong' }, FROM_THERE);
  const success = await walkChain(server, PERSONAL.username);
  const accessToken = success.body.access_token as string;
  const { headers } = bearer(accessToken);
  const options = { headers: { ...FROM_THERE.headers, ...headers } };
  const { body } = await api.get('/auth/devices', options);
  const path = `/auth/devices/${body.devices[0].device_id}`;
  await api.call('PATCH', path, { device_name: PERSONAL.deviceName }, options);
  await api.post('/cross-app/generate-session', { state: 'for Quillfeather' }, options);
  const cookies = { refresh_token: success.cookies.refresh_token.value };
  const refreshed = await api.post('/auth/refresh', {}, { headers: FROM_THERE.headers, cookies });
  return { cupid, accessToken, refreshToken: refreshed.cookies.refresh_token.value };
}
