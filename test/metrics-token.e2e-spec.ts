import { underContract, type ContractServer } from './support/contract-server.js';
import { createTestServer } from './support/create-app.js';
import { limitedServer, repeat, statuses } from './support/limits.js';

const METRICS_TOKEN = 'what-only-prometheus-knows-0123456789';
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('/metrics with METRICS_TOKEN', () => {
  let server: ContractServer;

  beforeAll(async () => {
    server = await underContract(createTestServer({ env: { METRICS_TOKEN } }));
  });

  afterAll(() => server.close());

  it('is for who presents it as a bearer token', async () => {
    const { status, headers, text } = await server.api.get('/metrics', bearer(METRICS_TOKEN));
    expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
    expect(text).toContain('sallyport_logins_total');
  });

  it.each([
    ['nothing', {}],
    ['another token', bearer(`${METRICS_TOKEN}x`)],
    ['the token in another scheme', { headers: { authorization: `Basic ${METRICS_TOKEN}` } }],
    ['a key of an API gateway', { headers: { 'x-api-key': 'dev-gateway-key' } }],
  ])('refuses who presents %s, in the one shape of errors', async (_name, options) => {
    const { status, headers, body, text } = await server.api.get('/metrics', options);
    expect([status, body.error_code]).toEqual([401, 'CIAM_E04_00_010']);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(text).not.toContain('sallyport_');
  });

  it('counts who guesses, by address', async () => {
    const limited = await limitedServer('default=3/1m', { env: { METRICS_TOKEN } });
    const guesses = await repeat(5, () => limited.api.get('/metrics', bearer('guess'.repeat(8))));
    expect(statuses(guesses)).toEqual([401, 401, 401, 429, 429]);
    expect((await limited.api.get('/metrics', bearer(METRICS_TOKEN))).status).toBe(200);
    await limited.close();
    jest.restoreAllMocks();
  });
});
