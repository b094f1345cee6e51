import type { ApiResponse } from './support/api.js';
import type { TestServer } from './support/create-app.js';
import { expectThrottled, limitedServer, repeat } from './support/limits.js';

const SPELLINGS: readonly (readonly [string, readonly string[]])[] = [
  ['with spaces around it', [' mfauser', 'mfauser ', '  mfauser\t', '\u00a0mfauser']],
  ['in full-width letters', ['ｍｆａｕｓｅｒ', 'ＭＦＡＵＳＥＲ', 'mfaｕser', 'ｍfauser']],
];

describe('how often a password may be tried, whichever way the name is spelt,', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await limitedServer('login=5/1m,login-address=100/1m');
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const guess = (username: string): Promise<ApiResponse> => server.api.login(username, { password: 'wrong' });
  const failures = () =>
    server.rows.select(`SELECT event_details FROM audit_logs WHERE event_type = 'auth.login.failed'`);

  it.each(SPELLINGS)('is counted for all spellings together: %s', async (_how, spellings) => {
    for (const spelling of [...spellings, 'mfauser']) expect((await guess(spelling)).status).toBe(401);
    for (const spelling of spellings) expect((await guess(spelling)).status).toBe(429);
    expectThrottled(await server.api.login('mfauser'), 60);
    expect((await guess('somebody')).status).toBe(401);
  });

  it.each(SPELLINGS)('is told of in the audit by one pseudonym: %s', async (_how, spellings) => {
    for (const spelling of [...spellings, 'mfauser']) await guess(spelling);
    const rows = await failures();
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => JSON.stringify(row.event_details))).size).toBe(1);
  });

  it('is counted by itself for a name that differs in more than that', async () => {
    await repeat(6, () => guess('mfauser'));
    for (const other of ['mfa user', 'mfauser2', 'mfäuser']) expect((await guess(other)).status).toBe(401);
  });
});
