import { createTestServer, type TestServer } from './support/create-app.js';
import { callEndpoint, type Endpoint, plausibleBody, postEndpoints } from './support/endpoints.js';
import { shapeProblems } from './support/error-shape.js';

const LIMIT = 64 * 1024;
const INVALID = 'CIAM_E01_05_001';

/** A JSON object of exactly so many bytes. */
function objectOf(bytes: number): string {
  return `{"padding":"${'x'.repeat(bytes - '{"padding":""}'.length)}"}`;
}

const nested = (levels: number, open: string, close: string) =>
  `{"username":${open.repeat(levels)}1${close.repeat(levels)}}`;

const fieldOf = ({ field }: { field: string }) => field;

function statusOfNothing({ path, required }: Endpoint): number {
  if (required.length > 0) return 400;
  return path === '/auth/logout' ? 200 : 401;
}

describe('a body that is no proper request', () => {
  let server: TestServer;
  let endpoints: Endpoint[];

  beforeAll(async () => {
    server = await createTestServer();
    endpoints = await postEndpoints(server.api);
  });

  afterAll(() => server.close());

  /** Sends the same to every endpoint. @returns what was not refused with `status`, in the one shape */
  async function notRefused(
    body: unknown,
    status: number,
    contentType = 'application/json',
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const endpoint of endpoints) {
      const answer = await callEndpoint(server.api, endpoint, body, {
        headers: { 'content-type': contentType },
      });
      const isRight = answer.status === status && answer.body.error_code === INVALID;
      const problems = [...(isRight ? [] : [`answered ${answer.status}`]), ...shapeProblems(answer)];
      faults.push(...problems.map((problem) => `${endpoint.path} ${problem}`));
    }
    return faults;
  }

  /** Refused everywhere, and nothing written anywhere. */
  async function expectRefusedEverywhere(body: unknown, status = 400, contentType?: string): Promise<void> {
    const before = await server.rows.counts();
    expect(await notRefused(body, status, contentType)).toEqual([]);
    expect(await server.rows.counts()).toEqual(before);
  }

  it('is looked for at every POST endpoint of the OpenAPI document', () => {
    expect(endpoints.length).toBeGreaterThanOrEqual(11);
    expect(endpoints.map(({ path }) => path)).toContain('/auth/mfa/transactions/{transaction_id}/approve');
  });

  it.each([
    '{',
    '{"username":"x"',
    '{"username":"x",}',
    "{'username':'x'}",
    '{} x',
    'username=x',
    '\0',
    ' ',
    '{"a":1e}',
  ])('gets 400 when it is malformed JSON: %j', async (body) => {
    await expectRefusedEverywhere(body);
  });

  it.each(['[]', '[{"username":"x"}]', 'null', '1', 'true', '"text"'])(
    'gets 400 when it is JSON but no object: %s',
    async (body) => {
      await expectRefusedEverywhere(body);
    },
  );

  it('gets 400 when a key would change the prototype of objects', async () => {
    await expectRefusedEverywhere('{"__proto__":{"username":"testuser"}}');
    await expectRefusedEverywhere('{"username":"x","nested":{"__proto__":{"isAdmin":true}}}');
    await expectRefusedEverywhere(String.raw`{"\u005f_proto__":{"isAdmin":true}}`);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it('gains nothing by a key named constructor or like a method of objects', async () => {
    const before = await server.rows.counts();
    const keys = [
      'constructor',
      'prototype',
      'toString',
      'valueOf',
      'hasOwnProperty',
      'then',
      '__defineGetter__',
    ];
    for (const endpoint of endpoints) {
      for (const key of keys) {
        const answer = await callEndpoint(server.api, endpoint, { [key]: { prototype: { isAdmin: true } } });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(shapeProblems(answer)).toEqual([]);
      }
    }
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    expect(await server.rows.counts()).toEqual(before);
  });

  it.each([100, 1000, 5000, 30_000])('gets 400 when arrays are nested %d deep', async (levels) => {
    await expectRefusedEverywhere(nested(levels, '[', ']'));
  });

  it.each([100, 1000, 9000])('gets 400 when objects are nested %d deep', async (levels) => {
    await expectRefusedEverywhere(nested(levels, '{"a":', '}'));
  });

  it('gets 413 when it is larger than 64 KiB', async () => {
    await expectRefusedEverywhere(objectOf(LIMIT + 1), 413);
  });

  it('gets 413 when it is 1 MB large', async () => {
    await expectRefusedEverywhere(objectOf(1024 * 1024), 413);
  });

  it('may be exactly 64 KiB large', async () => {
    for (const endpoint of endpoints) {
      expect((await callEndpoint(server.api, endpoint, objectOf(LIMIT))).status).not.toBe(413);
    }
  });

  it.each([
    'text/plain',
    'text/json',
    'application/xml',
    'application/jsonx',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    '*/*',
    'json',
    'garbage garbage',
  ])('gets 415 when its content type is %s', async (contentType) => {
    await expectRefusedEverywhere('{}', 415, contentType);
  });

  it('gets 415 when it has no content type at all', async () => {
    await expectRefusedEverywhere('{"username":"testuser","password":"password"}', 415, '');
  });

  it('may name its character set, which is read as UTF-8 whatever it says', async () => {
    const options = { headers: { 'content-type': 'application/json; charset=utf-8' } };
    const body = { username: 'nobody', password: 'passwörd' };
    expect((await server.api.post('/auth/login', body, options)).status).toBe(401);
  });

  it.each(['application/json', undefined])(
    'counts as an empty object when it is empty and its content type is %s',
    async (contentType) => {
      const options = contentType === undefined ? {} : { headers: { 'content-type': contentType } };
      for (const endpoint of endpoints) {
        const payload = contentType === undefined ? undefined : '';
        const { status, body } = await callEndpoint(server.api, endpoint, payload, options);
        expect([endpoint.path, status]).toEqual([endpoint.path, statusOfNothing(endpoint)]);
        if (status === 400)
          expect(body.details.map(fieldOf)).toEqual(expect.arrayContaining([...endpoint.required]));
      }
    },
  );

  it('leaves out what it does not know: deployed clients send fields of their own', async () => {
    const extras = {
      app_id: 'app',
      method: 'password',
      transmit_aid: { a: [1] },
      device_bound: true,
      roles: ['admin'],
    };
    const answer = await server.api.login('testuser', extras);
    expect(answer.status).toBe(201);
    expect(answer.body.device_bound).toBe(false);
  });

  it('says what is wrong with which field', async () => {
    const login = endpoints.find(({ path }) => path === '/auth/login')!;
    const answer = await callEndpoint(server.api, login, {
      ...plausibleBody(login),
      username: 5,
      password: '',
    });
    expect(answer.body.details).toEqual([
      { field: 'username', problem: expect.stringContaining('must be') },
      { field: 'password', problem: expect.stringContaining('must be') },
    ]);
  });
});
