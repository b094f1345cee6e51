import fc from 'fast-check';
import { type ApiResponse, type Ids, ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { callEndpoint, type Endpoint, plausibleBody, postEndpoints, urlOf } from './support/endpoints.js';
import { shapeProblems } from './support/error-shape.js';

const RUNS = 150;
/** Values on which parsers, databases and comparisons have stumbled. */
const SPITEFUL: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\0',
    '\ud800',
    '\udfff',
    '\ufeff',
    '\u202e',
    '%00',
    "'; --",
    '${7*7}',
    '{{7*7}}',
    '../../etc/passwd',
  ],
  ...[
    'NaN',
    'null',
    'undefined',
    'true',
    '-0',
    '1e999',
    '0x10',
    '١٢٣٤',
    '１２３４',
    '1234\n',
    '*',
    '\r\nx: y',
  ],
  ...[0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, 5e-324, true, false, null],
  ...[[], {}, [null], [[]], { length: 1 }, { toString: 1 }, { $gt: '' }, ['a', 'a'], { 0: 'a' }],
];

const anything = fc.oneof(
  fc.constantFrom(...SPITEFUL),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** A body in which each field is right, gone, or anything at all; and some that nobody asked for. */
function bodyFor(endpoint: Endpoint, known: Readonly<Record<string, unknown>>): fc.Arbitrary<object> {
  const right = { ...plausibleBody(endpoint), ...known, password: 'wrong' };
  const fields = Object.entries(right)
    .filter(([field]) => field in endpoint.fields)
    .map(
      ([field, value]) => [field, fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, anything)] as const,
    );
  const extras = fc.dictionary(fc.string({ maxLength: 12 }), anything, { maxKeys: 3 });
  const body = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  return fc.tuple(body, extras).map(([asked, extra]) => ({ ...extra, ...asked }));
}

describe('whatever is sent to whichever endpoint', () => {
  let server: TestServer;
  let endpoints: Endpoint[];

  beforeAll(async () => {
    server = await createTestServer();
    endpoints = await postEndpoints(server.api);
  });

  afterAll(() => server.close());

  function faults(answer: ApiResponse): string[] {
    if (answer.body.access_token) return ['gave tokens away'];
    return answer.status >= 200 && answer.status < 300 ? [] : shapeProblems(answer);
  }

  async function expectHarmless(cases: fc.Arbitrary<[Endpoint, unknown]>, live?: Ids): Promise<void> {
    await fc.assert(
      fc.asyncProperty(cases, async ([{ path }, body]) => {
        const url = urlOf({ path }, live?.transaction_id);
        expect(faults(await callEndpoint(server.api, { path: url }, body))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }

  const withBody = (make: (endpoint: Endpoint) => fc.Arbitrary<unknown>): fc.Arbitrary<[Endpoint, unknown]> =>
    fc.constantFrom(...endpoints).chain((endpoint) => make(endpoint).map((body) => [endpoint, body]));

  it('is answered in the one shape, is never a 5xx, and leaves no row but of the audit', async () => {
    const before = await server.rows.counts();
    await expectHarmless(withBody((endpoint) => bodyFor(endpoint, {})));
    const { audit_logs: _before, ...tables } = before;
    expect(await server.rows.counts()).toMatchObject(tables);
  });

  it('is answered in the one shape when it is any JSON at all, and leaves no row', async () => {
    const before = await server.rows.counts();
    await expectHarmless(withBody(() => fc.json({ maxDepth: 6, stringUnit: 'binary' })));
    expect(await server.rows.counts()).toEqual(before);
  });

  it('is answered in the one shape when it is any text, and leaves no row', async () => {
    const before = await server.rows.counts();
    await expectHarmless(withBody(() => fc.string({ unit: 'binary', minLength: 1, maxLength: 500 })));
    expect(await server.rows.counts()).toEqual(before);
  });

  it.each(['mfauser', 'complianceuser', 'privacyuser'])(
    'never ends in tokens with the ids of a login of %s that waits for its next step',
    async (username) => {
      // A document that is offered may be signed or declined by anybody with its ids: it is not offered to them here.
      const waiting = ids(await server.api.login(username, { drs_action_token: 'fuzz' }));
      const known = { ...waiting, document_id: 'another-document', code: '9999' };
      await expectHarmless(
        withBody((endpoint) => bodyFor(endpoint, known)),
        waiting,
      );
      expect(await server.rows.count('sessions', 'session_id = $1', [waiting.context_id])).toBe(0);
    },
  );

  it('finds no path parameter that is more than not found', async () => {
    const paths = endpoints.filter(({ path }) => path.includes('{'));
    const parameters = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }).map(encodeURIComponent),
      fc.webSegment().filter((segment) => segment !== ''),
      fc
        .string({ unit: fc.constantFrom('%', '0', 'a', 'f', '.', '-'), minLength: 1 })
        .filter((text) => !/^\.+$/.test(text)),
    );
    const { context_id: contextId } = ids(await server.api.login('mfauser'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), parameters, async ({ path }, parameter) => {
        const body = { context_id: contextId, selected_number: 1 };
        const answer = await callEndpoint(server.api, { path: urlOf({ path }, parameter) }, body);
        expect([400, 404, 405]).toContain(answer.status);
        expect(shapeProblems(answer)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
