import { createPublicKey } from 'node:crypto';
import { sealAudit } from '../src/commands/audit-seal.js';
import { verifyAudit } from '../src/commands/audit-verify.js';
import { type Command, runHere } from './support/run-command.js';
import { type Ran, runNode } from './support/run-node.js';
import { newKeyPair, pemOf, SEAL_KEY, SealLab } from './support/seal-lab.js';
import { SIMULATED, usesPostgres } from './support/test-config.js';

const SEAL = 'scripts/audit-seal.mjs';
const VERIFY = 'scripts/audit-verify.mjs';
const SEALING: [string, Command] = ['audit:seal', sealAudit];
const VERIFYING: [string, Command] = ['audit:verify', verifyAudit];

describe('npm run audit:seal and audit:verify', () => {
  it.each([SEALING, VERIFYING])('%s says why an embedded database has nothing for it', async (_, command) => {
    const { code, output } = await runHere(command, []);
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('The embedded database ends with this process'),
    ]);
  });

  it.each([
    ['audit:seal', ['--all'], sealAudit],
    ['audit:verify', ['--head', '7'], verifyAudit],
    ['audit:verify', ['--head', `0:${'a'.repeat(64)}`], verifyAudit],
    ['audit:verify', ['--from', '0'], verifyAudit],
    ['audit:verify', ['--dropped-before', '2025-13'], verifyAudit],
    ['audit:verify', ['--quick'], verifyAudit],
    ['audit:verify', ['seal 7'], verifyAudit],
  ])('%s does not guess what %j means', async (_, args, command) => {
    const { code, output } = await runHere(command, args);
    expect([code, output]).toEqual([1, expect.stringMatching(/^npm run audit:/)]);
  });

  it.each([SEAL, VERIFY])('%s says how it is used', async (script) => {
    const { code, output } = await runNode([script, '--help']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^npm run audit:/)]);
  });
});

// The commands and the server look at one database from two processes.
const onPostgres = usesPostgres ? describe : describe.skip;

onPostgres(
  'npm run audit:seal and audit:verify, on PostgreSQL (an embedded database ends with its process),',
  () => {
    let lab: SealLab;
    let env: Record<string, string>;
    let head: string;

    const seal = (more = {}): Promise<Ran> => runHere(sealAudit, [], { ...env, ...more });
    const verify = (...args: string[]): Promise<Ran> => runHere(verifyAudit, args, env);

    beforeAll(async () => {
      lab = await SealLab.create();
      const { database } = lab.server.config;
      const DATABASE_URL = database.kind === 'postgres' ? database.url : '';
      env = { USE_MOCK_DB: 'false', DATABASE_URL, ...SIMULATED, AUDIT_SEAL_KEYS: SEAL_KEY };
      await lab.happen(3);
    });

    afterAll(() => lab.close());

    it('seals what is due, prints the head, and has nothing to do the second time', async () => {
      const first = await runNode([SEAL], env);
      expect(first).toEqual({
        code: 0,
        output: expect.stringMatching(/^\d+ rows sealed; the head is 1:[0-9a-f]{64}\n$/),
      });
      head = first.output.trim().slice(-66);
      expect(await seal()).toEqual({ code: 0, output: 'There is nothing to seal.\n' });
    });

    it('finds nothing wrong where nothing is, and says what it looked at', async () => {
      const { code, output } = await verify('--head', head, '--from', '1', '--strict');
      expect(code).toBe(0);
      expect(output).toMatch(/^1 seal, \d+ rows as they were sealed; 0 not sealed yet\.\nThe head is 1:/);
    });

    it('takes months that were dropped on its word', async () => {
      expect((await verify('--dropped-before', '2026-01')).code).toBe(0);
    });

    it('seals what came late, and says so; with --strict that is a fault', async () => {
      lab.server.clock.advance(-2.5);
      await lab.happen(1);
      const waiting = await verify();
      expect([waiting.code, waiting.output]).toEqual([
        0,
        expect.stringContaining('1 rows came after the seal'),
      ]);
      expect((await verify('--strict')).code).toBe(1);
      expect((await seal()).output).toMatch(/^1 row sealed, late for the seal 1; the head is 2:/m);
      expect((await verify()).code).toBe(0);
      expect((await verify('--strict')).code).toBe(1);
    });

    it('counts what is not sealed yet as far as a statement has time for', async () => {
      await lab.server.rows.execute(
        `INSERT INTO audit_logs (log_id, event_timestamp, event_type, event_category, event_severity, event_outcome,
           correlation_id, event_details)
         SELECT gen_random_uuid(), now(), 'test.backlog', 'AUTH', 'INFO', 'SUCCESS', gen_random_uuid(), '{}'
         FROM generate_series(1, 100010)`,
      );
      expect(await verify()).toEqual({
        code: 0,
        output: expect.stringContaining('; at least 100000 not sealed yet.'),
      });
      await lab.tamper(`DELETE FROM audit_logs WHERE event_type = 'test.backlog'`);
    }, 60_000);

    it('refuses to seal with a public key, and to do anything without a key', async () => {
      const byPublicKey = await seal({ AUDIT_SEAL_KEYS: pemOf(createPublicKey(SEAL_KEY)) });
      expect([byPublicKey.code, byPublicKey.output]).toEqual([
        1,
        expect.stringContaining('begins with a public key'),
      ]);
      const byNone = await seal({ AUDIT_SEAL_KEYS: '' });
      expect([byNone.code, byNone.output]).toEqual([1, expect.stringContaining('set AUDIT_SEAL_KEYS')]);
    });

    it('ends with 1 when a seal was made with a key it does not know', async () => {
      const { code, output } = await runHere(verifyAudit, [], {
        ...env,
        AUDIT_SEAL_KEYS: pemOf(newKeyPair().privateKey),
      });
      expect([code, output]).toEqual([1, expect.stringContaining('which is not in AUDIT_SEAL_KEYS')]);
    });

    it('ends with 1 and the kept head that is gone', async () => {
      const { code, output } = await verify('--head', `9:${'a'.repeat(64)}`);
      expect([code, output]).toEqual([
        1,
        'The seal 9, whose head was kept, is missing: the end was cut off.\n',
      ]);
    });

    it('names the row that was changed, and ends with 1', async () => {
      const [id] = (await lab.ids()).slice(-2);
      await lab.tamper(`UPDATE audit_logs SET event_outcome = 'FAILURE' WHERE log_id = $1`, [id]);
      expect(await runNode([VERIFY], env)).toEqual({
        code: 1,
        output: `The row ${id} was changed (seal 1).\n`,
      });
    });
  },
);
