/* global sallyport, afterAll, beforeAll, expect, it */
const { aPerson, createTestServer } = sallyport;

let server;

beforeAll(async () => {
  server = await createTestServer({ people: [aPerson({ username: 'alice' })] });
});

afterAll(() => server.close());

it('lets alice in', async () => {
  const response = await fetch(`${server.url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'alice', password: 'password' }),
  });
  expect(response.status).toBe(201);
});
