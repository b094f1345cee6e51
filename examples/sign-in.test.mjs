import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { aDocument, aPerson, createTestServer } from 'sallyport/testing';

let server;

before(async () => {
  server = await createTestServer({
    people: [
      aPerson({ username: 'alice', mfa: true }),
      aPerson({ username: 'bob', roles: ['user', 'editor'], audiences: ['members'] }),
    ],
    documents: [aDocument({ documentId: 'house-rules', audience: 'members' })],
  });
});

// Every test finds the server as it was at the start.
beforeEach(() => server.reset());
after(() => server.close());

async function post(path, body, headers = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...(await response.json()) };
}

const logIn = (username) => post('/auth/login', { username, password: 'password' });

/** What an API of yours would ask before it lets a request in. */
async function isActive(accessToken) {
  const headers = { 'x-api-key': 'dev-gateway-key' };
  return (await post('/auth/token/verify', { token: accessToken }, headers)).active;
}

test('alice signs in with the code that is sent to her', async () => {
  const { context_id, transaction_id, otp_methods } = await logIn('alice');
  const [{ mfa_option_id }] = otp_methods;
  const sent = await post('/auth/mfa/initiate', { context_id, transaction_id, method: 'sms', mfa_option_id });

  const code = server.outbox.lastCodeTo('alice');
  const answer = await post('/auth/mfa/otp/verify', {
    context_id,
    transaction_id: sent.transaction_id,
    code,
  });

  assert.equal(answer.response_type_code, 'SUCCESS');
  assert.equal(await isActive(answer.access_token), true);
});

test('alice signs in with her phone', async () => {
  const login = await logIn('alice');
  const push = await post('/auth/mfa/initiate', { ...login, method: 'push' });
  const poll = () => post(`/auth/mfa/transactions/${push.transaction_id}`, { context_id: login.context_id });
  assert.equal((await poll()).response_type_code, 'MFA_PENDING');

  await server.phoneOf('alice').approve(push.display_number);

  assert.equal((await poll()).response_type_code, 'SUCCESS');
});

test('bob signs the house rules once, and again when they change', async () => {
  const { context_id, transaction_id, esign_document_id } = await logIn('bob');
  assert.equal(esign_document_id, 'house-rules');
  await post('/auth/esign/accept', { context_id, transaction_id, document_id: 'house-rules' });
  assert.equal((await logIn('bob')).response_type_code, 'SUCCESS');

  await server.documents.publish(
    aDocument({ documentId: 'house-rules', version: '2.0', audience: 'members' }),
  );

  assert.equal((await logIn('bob')).esign_document_version, '2.0');
});

test('a token is good for fifteen minutes', async () => {
  server.people.add(aPerson({ username: 'carol' }));
  const { access_token } = await logIn('carol');

  server.clock.advance('15m');

  assert.equal(await isActive(access_token), false);
});

test('whoever is disabled gets no new tokens', async () => {
  server.people.add(aPerson({ username: 'carol' }));
  const login = await post(
    '/auth/login',
    { username: 'carol', password: 'password' },
    { 'x-token-delivery': 'body' },
  );

  server.people.change('carol', { standing: 'DISABLED' });

  const refusal = await post('/auth/refresh', { refresh_token: login.refresh_token });
  assert.deepEqual([refusal.status, refusal.error_code], [401, 'CIAM_E04_00_004']);
});
