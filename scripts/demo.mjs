/** Walks the chain against a running server and prints every request and answer; needs nothing but Node. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const BASE = (process.env.BASE_URL || 'http://127.0.0.1:8080').replace(/\/+$/, '');
const GATEWAY_KEY = process.env.GATEWAY_API_KEY || 'dev-gateway-key';
const LONGEST_SHOWN = 64;
/** Tokens travel in bodies, as for a client without cookies. */
const ALWAYS = { 'content-type': 'application/json', 'x-token-delivery': 'body' };

const SIGNED_BEFORE =
  'There was no document to sign: this person has signed it before, and nobody is asked twice.\n' +
  'npm run demo -- --reset empties an embedded database first.';

class Unexpected extends Error {}

function shorten(key, value) {
  if (typeof value !== 'string' || value.length <= LONGEST_SHOWN || !/token|^Bearer /.test(`${key} ${value}`))
    return value;
  return `${value.slice(0, 24)}… (${value.length} characters)`;
}

const show = (content) => JSON.stringify(content, shorten, 2);

/** Sends a request and prints it with its answer. */
async function call(title, method, path, { body, headers = {}, expect }) {
  console.log(`\n── ${title}\n${method} ${path}`);
  for (const [name, value] of Object.entries(headers)) console.log(`${name}: ${shorten(name, value)}`);
  if (body) console.log(show(body));
  const response = await fetch(BASE + path, {
    method,
    headers: { ...ALWAYS, ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = parse(text);
  console.log(`→ ${response.status} ${response.statusText}\n${show(answer)}`);
  if (![expect].flat().includes(response.status))
    throw new Unexpected(
      `${method} ${path} answered ${response.status}; ${[expect].flat().join(' or ')} was expected.`,
    );
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unexpected(`What answers at ${BASE} does not speak JSON; is it Sallyport?`);
  }
}

const post = (title, path, body, expect, headers) => call(title, 'POST', path, { body, expect, headers });

function demand(isTrue, sentence) {
  if (!isTrue) throw new Unexpected(sentence);
}

const idsOf = (context_id, { transaction_id }) => ({ context_id, transaction_id });

/** What a client does at each door; it follows `response_type_code` and decides nothing itself. */
const DOORS = {
  async MFA_REQUIRED(contextId, answer) {
    const choice = { method: 'sms', mfa_option_id: answer.otp_methods[0].mfa_option_id };
    const ids = idsOf(contextId, answer);
    const sent = await post(
      'Ask for a code by text message',
      '/auth/mfa/initiate',
      { ...ids, ...choice },
      200,
    );
    const attempt = { ...idsOf(contextId, sent), code: '1234' };
    const next = await post('Enter the code', '/auth/mfa/otp/verify', attempt, [200, 201]);
    const replay = await post('Enter it again: a step works once', '/auth/mfa/otp/verify', attempt, 400);
    demand(
      replay.error_code === 'CIAM_E01_03_003',
      'The replay was refused for another reason than being one.',
    );
    return next;
  },
  async ESIGN_REQUIRED(contextId, answer) {
    await call('Read the document', 'GET', answer.esign_url, { expect: 200 });
    const body = { ...idsOf(contextId, answer), document_id: answer.esign_document_id };
    return post('Sign it', '/auth/esign/accept', body, [200, 201]);
  },
  async DEVICE_BIND_REQUIRED(contextId, answer) {
    const body = { ...idsOf(contextId, answer), bind_device: true };
    return post('Trust this device from now on', '/auth/device/bind', body, 200);
  },
};

async function follow(contextId, answer) {
  const passed = [];
  let current = answer;
  while (current.response_type_code !== 'SUCCESS') {
    const open = DOORS[current.response_type_code];
    demand(open, `The demo does not know the way on from ${current.response_type_code}.`);
    passed.push(current.response_type_code);
    current = await open(contextId, current);
  }
  return { tokens: current, passed };
}

async function wholeChain() {
  console.log('\n═══ The whole chain: password, code, signature, device');
  const credentials = { username: 'mfaesignuser', password: 'password', drs_action_token: randomUUID() };
  const login = await post('Sign in', '/auth/login', credentials, 200);
  const { tokens, passed } = await follow(login.context_id, login);
  if (!passed.includes('ESIGN_REQUIRED')) console.log(`\n${SIGNED_BEFORE}`);
  const again = await post(
    'Sign in again on the same device: the password is enough',
    '/auth/login',
    credentials,
    201,
  );
  demand(again.device_bound, 'The device that was bound is not trusted.');
  return tokens;
}

async function session(tokens) {
  console.log('\n═══ The session');
  const gateway = { 'x-api-key': GATEWAY_KEY };
  const check = (title, token) => post(title, '/auth/token/verify', { token }, 200, gateway);
  const before = await check('What an API gateway learns of the access token', tokens.access_token);
  demand(before.active, 'A token that was just issued is not active.');
  const old = { refresh_token: tokens.refresh_token };
  const fresh = await post('Trade the refresh token for new tokens', '/auth/refresh', old, 200);
  const current = { refresh_token: fresh.refresh_token };
  await post('Sign out', '/auth/logout', current, 200);
  const after = await check('The access token has died with its session', fresh.access_token);
  demand(!after.active, 'A token outlives its session.');
  await post('And so has the refresh token', '/auth/refresh', current, 401);
}

async function push() {
  console.log('\n═══ A prompt on the phone instead of a code');
  const login = await post('Sign in', '/auth/login', { username: 'mfauser', password: 'password' }, 200);
  const ids = idsOf(login.context_id, login);
  const sent = await post('Ask for a prompt', '/auth/mfa/initiate', { ...ids, method: 'push' }, 200);
  console.log(
    `\nThe phone would ask for the number ${sent.display_number}. The simulated person approves after 5 seconds.`,
  );
  const path = `/auth/mfa/transactions/${sent.transaction_id}`;
  const body = { context_id: login.context_id };
  let answer = await post('Has it been approved?', path, body, [200, 201]);
  while (answer.response_type_code === 'MFA_PENDING') {
    await sleep(answer.retry_after);
    answer = await post('And now?', path, body, [200, 201]);
  }
  await follow(login.context_id, answer);
}

async function reset() {
  const headers = { 'x-simulator': '1' };
  await call('Empty the embedded database', 'POST', '/simulator/reset', { headers, expect: 200 });
}

async function assertServerIsThere() {
  try {
    await fetch(`${BASE}/health`);
  } catch {
    throw new Unexpected(
      `No server answers at ${BASE}. Start one with npm start, or name another by BASE_URL.`,
    );
  }
}

try {
  await assertServerIsThere();
  console.log(
    `Talking to ${BASE}, with ${Object.entries(ALWAYS)
      .map((pair) => pair.join(': '))
      .join(' and ')}`,
  );
  if (process.argv.includes('--reset')) await reset();
  await session(await wholeChain());
  await push();
  console.log('\nEvery answer was as expected.');
} catch (error) {
  console.error(`\n${error instanceof Unexpected ? error.message : error.stack}`);
  process.exitCode = 1;
}
