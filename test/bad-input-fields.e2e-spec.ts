import { createTestServer, type TestServer } from './support/create-app.js';
import { callEndpoint, type Endpoint, plausibleBody, postEndpoints } from './support/endpoints.js';
import { shapeProblems } from './support/error-shape.js';
import { ids } from './support/api.js';

type Values = Readonly<Record<string, unknown>>;

/** One value of each kind of JSON; what a field may hold is left out where it is used. */
const KINDS: Values = {
  string: 'text',
  number: 3.5,
  boolean: true,
  array: ['text'],
  object: { text: 'text' },
  nested: [[{ text: [null] }]],
};
const EXTREMES: Values = {
  'minus one': -1,
  zero: 0,
  'a fraction': 1.5,
  'a huge number': 1e308,
  'an unsafe integer': Number.MAX_SAFE_INTEGER + 1,
  'a number as text': '1',
};
const UNSTORABLE: Values = {
  NUL: 'a\0b',
  'a lone high surrogate': 'a\ud800',
  'a lone low surrogate': '\udc00a',
  'NUL alone': '\0',
};

describe('a field that is not as it should be', () => {
  let server: TestServer;
  let endpoints: Endpoint[];

  beforeAll(async () => {
    server = await createTestServer();
    endpoints = await postEndpoints(server.api);
  });

  afterAll(() => server.close());

  /** Puts a value into one field of an otherwise plausible body. @returns what is wrong with the answer */
  async function faultsOf(endpoint: Endpoint, field: string, value: unknown): Promise<string[]> {
    const answer = await callEndpoint(server.api, endpoint, { ...plausibleBody(endpoint), [field]: value });
    const named = (answer.body.details ?? []).map((one: { field: string }) => one.field);
    const isRight = answer.status === 400 && named.includes(field);
    return [...(isRight ? [] : [`answered ${answer.status} ${answer.text}`]), ...shapeProblems(answer)];
  }

  type Wanted = (field: string, endpoint: Endpoint) => Values;

  /** Tries each wanted value in each field of each endpoint, and that nothing is written. */
  async function expectRefused(wanted: Wanted): Promise<void> {
    const before = await server.rows.counts();
    const faults: string[] = [];
    for (const endpoint of endpoints) {
      for (const field of Object.keys(endpoint.fields)) {
        for (const [name, value] of Object.entries(wanted(field, endpoint))) {
          const found = await faultsOf(endpoint, field, value);
          faults.push(...found.map((fault) => `${endpoint.path} ${field} ${name}: ${fault}`));
        }
      }
    }
    expect(faults).toEqual([]);
    expect(await server.rows.counts()).toEqual(before);
  }

  const typeOf = (field: string, { fields }: Endpoint) => fields[field]?.type ?? '';

  it('is refused when it is missing, by its name', async () => {
    await expectRefused((field, { required }) => (required.includes(field) ? { missing: undefined } : {}));
  });

  it('is refused when it is null although it is required', async () => {
    await expectRefused((field, { required }) => (required.includes(field) ? { null: null } : {}));
  });

  it('is refused when it is empty although it is required', async () => {
    await expectRefused((field, endpoint) =>
      endpoint.required.includes(field) && typeOf(field, endpoint) === 'string' ? { empty: '' } : {},
    );
  });

  it('is refused when it has the wrong type', async () => {
    await expectRefused((field, endpoint) => {
      const { [typeOf(field, endpoint)]: _right, ...wrong } = KINDS;
      return wrong;
    });
  });

  it('is refused when it is a number out of its range', async () => {
    await expectRefused((field, endpoint) => (typeOf(field, endpoint) === 'number' ? EXTREMES : {}));
  });

  it('is refused when it is longer than anything that is kept', async () => {
    await expectRefused((field, endpoint) =>
      typeOf(field, endpoint) === 'string' ? { 'a huge string': 'x'.repeat(60_000) } : {},
    );
  });

  it('is refused when it holds NUL or half a character, which the database could not keep', async () => {
    await expectRefused((field, endpoint) => (typeOf(field, endpoint) === 'string' ? UNSTORABLE : {}));
  });

  it('is refused when a list holds what it should not', async () => {
    const wrong = {
      'a number': [1],
      null: [null],
      'a list': [['x']],
      'a long one': ['x'.repeat(1000)],
      NUL: ['\0'],
    };
    const many = { many: Array.from({ length: 1000 }, () => 'x') };
    await expectRefused((field, endpoint) =>
      typeOf(field, endpoint) === 'array' ? { ...wrong, ...many } : {},
    );
  });

  it('may be null where it is optional, and then says nothing', async () => {
    const token = (await server.api.login('testuser')).body.access_token;
    const key = { headers: { 'x-api-key': 'dev-gateway-key' } };
    const verified = await server.api.post('/auth/token/verify', { token, scopes: null }, key);
    expect(verified.body).toMatchObject({ active: true });
    const login = await server.api.login('complianceuser', {
      drs_action_token: null,
      app_id: null,
      app_version: null,
    });
    const signed = await server.api.accept(ids(login), 'terms-v1-2025', { acceptance_timestamp: null });
    expect(signed.status).toBe(201);
    const [row] = await server.rows.select(
      'SELECT client_timestamp FROM esign_acceptances WHERE context_id = $1',
      [login.body.context_id],
    );
    expect(row?.client_timestamp).toBeNull();
  });

  it.each([
    '2009-W53-7',
    '20250101',
    '2025-01-01T00:00:00,5Z',
    '2025-01-01T00:00:00+00',
    '2025-02-29T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00+23:59',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    'yesterday',
    '1735689600',
  ])('is refused when it is no instant that can be kept: %s', async (timestamp) => {
    const login = await server.api.login('firsttimeuser');
    const sent = await server.api.initiate(ids(login));
    const offered = await server.api.verify(ids(login, sent));
    const door = ids(login, offered);
    const refused = await server.api.accept(door, 'terms-v1-2025', { acceptance_timestamp: timestamp });
    expect([refused.status, refused.body.details?.[0]?.field]).toEqual([400, 'acceptance_timestamp']);
    expect(shapeProblems(refused)).toEqual([]);
    expect(await server.rows.count('esign_acceptances', 'context_id = $1', [door.context_id])).toBe(0);
  });
});
