import pg from 'pg';
import { DataSource } from 'typeorm';
import { compare, recite } from '../faults/checker.js';
import { bearer } from '../faults/headers.js';
import { WHOLE_RULES } from '../faults/rules-whole.js';
import { TOLD_RULES } from '../faults/rules.js';
import { History, type Told } from '../faults/told.js';
import { Voice } from '../faults/voice.js';
import { type ApiResponse, ids } from './support/api.js';
import { asApp } from './support/hand-offs.js';
import { createListeningServer, type ListeningServer } from './support/listening.js';
import { PLANTS } from './support/planted-faults.js';
import { usesPostgres } from './support/test-config.js';

// The suite asks PostgreSQL; the embedded engine dies with its process, and nothing could be compared.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres('the checker of the fault suite', () => {
  const history = new History();
  let server: ListeningServer;
  let client: pg.Client;

  const urlOf = ({ app }: ListeningServer) => (app.get(DataSource).options as { url: string }).url;

  beforeAll(async () => {
    server = await createListeningServer();
    await liveThroughEverything(new Voice(server.url, history));
    client = new pg.Client({ connectionString: urlOf(server) });
    await client.connect();
    await recite(client, history);
  });

  afterAll(async () => {
    await client.end();
    await server.close();
  });

  const findings = async () => (await compare(client)).map(({ rule }) => rule);
  const planting = async (statements: readonly string[]) => {
    await client.query('BEGIN');
    try {
      // Without the keys that would keep such rows out.
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query('ALTER TABLE audit_logs DISABLE TRIGGER ALL');
      await client.query('DROP INDEX uq_tokens_active, uq_auth_transactions_pending');
      for (const statement of statements) await client.query(statement);
      return await findings();
    } finally {
      await client.query('ROLLBACK');
    }
  };

  it('finds nothing where everything went well', async () => {
    expect(await findings()).toEqual([]);
  });

  it.each(Object.entries(PLANTS))('finds %s', async (_, { plant, breaks }) => {
    expect(await planting(plant)).toEqual(expect.arrayContaining([...breaks]));
  });

  it('does not take a login that a job found to be over, after the last that anybody did, for one under way', async () => {
    const end = `(SELECT max(event_timestamp) + interval '1 minute' FROM audit_logs)`;
    const expired = [
      `UPDATE auth_contexts SET expires_at = ${end} WHERE outcome = 'IN_PROGRESS'`,
      `UPDATE auth_transactions SET transaction_status = 'EXPIRED' WHERE transaction_status = 'PENDING'`,
    ];
    const seen = `INSERT INTO leases (name, next_run_at, last_started_at) SELECT 'expire-transactions', now(), ${end}`;
    expect(await planting(expired)).toContain('a login under way has one open transaction');
    expect(await planting([...expired, seen])).not.toContain('a login under way has one open transaction');
  });

  it('has no rule that nobody has seen broken', () => {
    const seen = new Set(Object.values(PLANTS).flatMap(({ breaks }) => breaks));
    const rules = [...TOLD_RULES, ...WHOLE_RULES].map(({ name }) => name);
    expect(rules.filter((name) => !seen.has(name))).toEqual([]);
  });
});

/** Every kind of step once, as clients of the suite take them. */
async function liveThroughEverything(voice: Voice): Promise<void> {
  const cupid = await fullLogin(voice);
  const about = { cupid };
  await voice.ask('wrong password', about, (api) => api.login('mfaesignuser', { password: 'wrong' }));
  const simple = await voice.ask('login', { cupid: ID.testuser }, (api) => api.login('testuser'));
  const mine = { cupid: ID.testuser, context: simple.body.context_id as string };
  const refreshed = await voice.ask('refresh', { ...mine, presents: simple.body.refresh_token }, (api) =>
    api.post('/auth/refresh', { refresh_token: simple.body.refresh_token }),
  );
  await voice.ask('check', mine, (api) => api.verifyToken(refreshed.body.access_token));
  const made = await voice.ask('hand off', mine, (api) =>
    api.post('/cross-app/generate-session', {}, bearer(refreshed.body.access_token)),
  );
  const token = made.body.session_token as string;
  await voice.ask('arrive', { ...mine, presents: token }, (api) =>
    api.post('/cross-app/validate-session', { session_token: token }, asApp()),
  );
  const leaving = await voice.ask('login', { cupid: ID.testuser }, (api) => api.login('testuser'));
  await voice.ask('logout', { cupid: ID.testuser, context: leaving.body.context_id }, (api) =>
    api.post('/auth/logout', { refresh_token: leaving.body.refresh_token }),
  );
}

/** The ids that the simulated people have. */
const ID = {
  testuser: '00000000-0000-4000-8000-000000000001',
  mfaesignuser: '00000000-0000-4000-8000-000000000008',
};

async function fullLogin(voice: Voice): Promise<string> {
  const cupid = ID.mfaesignuser;
  const device = { drs_action_token: 'the laptop' };
  const login = await voice.ask('login', { cupid }, (api) => api.login('mfaesignuser', device));
  const context = login.body.context_id as string;
  let at = ids(login);
  const step = async (name: Told['step'], call: Parameters<Voice['ask']>[2]) => {
    const answer: ApiResponse = await voice.ask(name, { cupid, context, sent: at.transaction_id }, call);
    at = ids(login, answer.body.transaction_id ? answer : { ...answer, body: at });
  };
  await step('initiate', (api) => api.initiate(at));
  await step('wrong code', (api) => api.verify(at, '9999'));
  await step('verify', (api) => api.verify(at));
  await step('accept', (api) => api.accept(at));
  await step('bind', (api) => api.bind(at));
  // Another, left on its way.
  await voice.ask('login', { cupid: ID.mfaesignuser }, (api) => api.login('mfaesignuser'));
  return cupid;
}
