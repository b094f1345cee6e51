import type { ApiResponse } from './api.js';
import { createTestServer, type TestOptions, type TestServer } from './create-app.js';

/** A server that counts, with the limits of production but for those given. */
export async function limitedServer(limits: string, options: TestOptions = {}): Promise<TestServer> {
  const env = { RATE_LIMIT_ENABLED: 'true', RATE_LIMITS: limits, ...options.env };
  const server = await createTestServer({ ...options, env });
  // The library reads the machine's clock: here that is the one which the test moves.
  jest.spyOn(Date, 'now').mockImplementation(() => server.clock.now().getTime());
  return server;
}

export async function repeat(times: number, call: () => Promise<ApiResponse>): Promise<ApiResponse[]> {
  const answers: ApiResponse[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await call());
  return answers;
}

export const statuses = (answers: readonly ApiResponse[]): number[] => answers.map(({ status }) => status);

export function expectThrottled({ status, body, headers }: ApiResponse, seconds: number): void {
  expect([status, body.error_code, headers['retry-after']]).toEqual([
    429,
    'CIAM_E01_06_001',
    String(seconds),
  ]);
}
