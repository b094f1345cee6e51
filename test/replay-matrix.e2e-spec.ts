import type { ApiResponse, Ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { ENDPOINTS, EVERY_STATE, type Kind, MAKE, type State, TAKES } from './support/doors.js';
import { expectRefusal } from './support/error-shape.js';
import { newPerson } from './support/walk.js';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly says?: string;
}

const NOT_FOUND: Refusal = { status: 404, code: 'E01_03_001' };
const PROCESSED: Refusal = { status: 400, code: 'E01_03_003' };
const EXPIRED: Refusal = { status: 410, code: 'E01_03_002', says: 'EXPIRED' };
const REJECTED: Refusal = { status: 410, code: 'E01_03_002', says: 'REJECTED' };

const OF_STATE: Readonly<Record<State, Refusal | undefined>> = {
  pending: undefined,
  approved: undefined,
  consumed: PROCESSED,
  superseded: EXPIRED,
  'timed out': EXPIRED,
  rejected: REJECTED,
};

/** What the contract's first rule makes of a transaction at an endpoint; undefined where it lets it in. */
function refusalOf(kind: Kind, state: State, endpoint: string): Refusal | undefined {
  if (!TAKES[endpoint]?.includes(kind)) return NOT_FOUND;
  // Any of the login's own starts a new challenge while the login is in its MFA phase.
  if (endpoint.startsWith('initiate') && state !== 'consumed') return undefined;
  if (state === 'approved' && endpoint !== 'poll') return PROCESSED;
  return OF_STATE[state];
}

describe('a transaction at an endpoint', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await createTestServer();
  });

  afterAll(() => server.close());

  async function make(kind: Kind, state: State): Promise<Ids> {
    const { username } = await newPerson(server, 'mfaesignuser');
    const { context_id, transaction_id } = await MAKE[kind][state]!(server, username);
    return { context_id, transaction_id };
  }

  /** Everything that a login has become, but for the audit; and where it does not matter whether a no was noted. */
  async function stateOf({ context_id: contextId }: Ids, denied = false): Promise<unknown> {
    const of = async (table: string) => {
      const rows = await server.rows.select(`SELECT * FROM ${table} WHERE context_id = $1`, [contextId]);
      const known = rows.map((row) =>
        denied ? { ...row, metadata: undefined, updated_at: undefined } : row,
      );
      // PostgreSQL moves a row that it updates.
      return known.map((row) => JSON.stringify(row)).sort();
    };
    const tables = ['auth_contexts', 'auth_transactions', 'sessions', 'esign_acceptances', 'drs_evaluations'];
    const rows: unknown[] = [await server.rows.count('tokens', 'session_id = $1', [contextId])];
    for (const table of tables) rows.push(await of(table));
    return rows;
  }

  const refusalsOf = ({ context_id, transaction_id }: Ids) =>
    server.rows.select(
      `SELECT error_code, event_category, event_severity, event_outcome FROM audit_logs
        WHERE context_id = $1 AND transaction_id = $2 AND event_type = 'auth.step.refused' AND cupid IS NOT NULL
        ORDER BY event_timestamp, log_id`,
      [context_id, transaction_id],
    );

  async function expectRefused(door: Ids, endpoint: string, { status, code, says }: Refusal): Promise<void> {
    const isNo = endpoint === 'deny';
    const [state, audited] = [await stateOf(door, isNo), await refusalsOf(door)];
    const answer: ApiResponse = await ENDPOINTS[endpoint](server.api, door);
    expect([endpoint, answer.status]).toEqual([endpoint, status]);
    expectRefusal(answer, status, code);
    expect(answer.body.transaction_status).toBe(says);
    expect(answer.body.context_id).toBe(door.context_id);
    expect(await stateOf(door, isNo)).toEqual(state);
    const row = {
      error_code: `CIAM_${code}`,
      event_category: 'SECURITY',
      event_severity: 'WARN',
      event_outcome: 'FAILURE',
    };
    expect(await refusalsOf(door)).toEqual([...audited, row]);
  }

  it.each(EVERY_STATE)(
    '%s that is %s is refused wherever it does not belong, changes nothing and is audited',
    async (kind, state) => {
      const door = await make(kind, state);
      for (const endpoint of Object.keys(ENDPOINTS)) {
        const refusal = refusalOf(kind, state, endpoint);
        if (refusal) await expectRefused(door, endpoint, refusal);
      }
    },
  );

  it.each(EVERY_STATE)(
    '%s that is %s is gone everywhere with its login’s time, of whatever kind it is',
    async (kind, state) => {
      const door = await make(kind, state);
      server.clock.advance(15 * 60);
      for (const endpoint of Object.keys(ENDPOINTS)) await expectRefused(door, endpoint, EXPIRED);
    },
  );

  it.each(EVERY_STATE)(
    '%s that is %s is not found with another login’s id, even of the same person',
    async (kind, state) => {
      const { username } = await newPerson(server, 'mfaesignuser');
      const mine = await MAKE[kind][state]!(server, username);
      const other = await MAKE.MFA_INITIATE.pending!(server, username);
      const crossed = { context_id: other.context_id, transaction_id: mine.transaction_id };
      const before = await stateOf(mine);
      for (const endpoint of Object.keys(ENDPOINTS)) await expectRefused(crossed, endpoint, NOT_FOUND);
      expect(await stateOf(mine)).toEqual(before);
    },
  );

  it.each(['MFA_VERIFY', 'MFA_PUSH_VERIFY', 'MFA_INITIATE'] as const)(
    '%s that was superseded or used can start no challenge once the MFA phase is over',
    async (kind) => {
      const { username } = await newPerson(server, 'mfaesignuser');
      const old = await MAKE[kind].pending!(server, username);
      const newer = { ...old, ...{ transaction_id: (await server.api.initiate(old)).body.transaction_id } };
      expect((await server.api.verify(newer)).body.response_type_code).toBe('ESIGN_REQUIRED');
      for (const endpoint of ['initiate', 'initiate a push']) {
        await expectRefused(
          { context_id: old.context_id, transaction_id: old.transaction_id },
          endpoint,
          EXPIRED,
        );
        await expectRefused(
          { context_id: newer.context_id, transaction_id: newer.transaction_id },
          endpoint,
          PROCESSED,
        );
      }
    },
  );
});
