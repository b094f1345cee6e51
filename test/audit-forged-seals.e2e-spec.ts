import { createPublicKey } from 'node:crypto';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { AuditSealRepository } from '../src/modules/audit/audit-seal.repository.js';
import { SealChain } from '../src/modules/audit/seal-chain.js';
import { SealKeys } from '../src/modules/audit/seal-keys.js';
import { newKeyPair, pemOf, SEAL_KEY, SealLab } from './support/seal-lab.js';
import { testConfig, usesPostgres } from './support/test-config.js';

const OTHER = newKeyPair();

describe('the chain of seals', () => {
  let lab: SealLab;

  beforeEach(async () => {
    lab = await SealLab.create();
    for (let round = 0; round < 3; round++) {
      await lab.happen(2);
      lab.settle();
      await lab.seal();
    }
  });

  afterEach(() => lab.close());

  const change = (what: string) => lab.tamper(`UPDATE audit_seals SET ${what} WHERE sequence_number = 2`);
  const time = (text: string) => `'${text}${usesPostgres ? 'Z' : ''}'`;

  it.each([
    ['supplements', 'supplements = 1', /^The seal 2 names another range/],
    ['beginning', `after_timestamp = ${time('2026-01-01 00:00:00.000')}`, /^The seal 2 was changed/],
    ['first id', `after_log_id = '00000000-0000-4000-8000-000000000000'`, /^The seal 2 was changed/],
    ['end', `through_timestamp = ${time('2026-12-01 00:00:00.000')}`, /^The seal 2 was changed/],
    ['last id', `through_log_id = '00000000-0000-4000-8000-000000000000'`, /^The seal 2 was changed/],
    ['count', 'row_count = 1', /^The seal 2 was changed/],
    [
      'digests',
      'digests = (SELECT digests FROM audit_seals WHERE sequence_number = 3)',
      /^The seal 2 was changed/,
    ],
    ['hash of digests', `digests_hash = '${'a'.repeat(64)}'`, /^The seal 2 was changed/],
    ['hash', `seal_hash = '${'a'.repeat(64)}'`, /^The seal 2 was changed/],
    ['time', `sealed_at = ${time('2026-01-01 00:00:00.000')}`, /^The seal 2 was changed/],
    ['predecessor', `previous_hash = '${'a'.repeat(64)}'`, /^The seal 2 does not follow/],
    ['key', `key_id = 'another'`, /^The seal 2 was changed/],
    ['signature', `signature = '${'A'.repeat(86)}'`, /^The signature of the seal 2 is forged/],
    ['number', 'sequence_number = 9', /^The seal 2 is missing/],
  ])('shows that the %s of one was changed', async (_, what, fault) => {
    expect(await lab.faultOf()).toBeUndefined();
    await change(what);
    expect(await lab.faultOf()).toMatch(fault);
  });

  it.each([1, 2])('shows that the seal %i was removed', async (number) => {
    await lab.tamper('DELETE FROM audit_seals WHERE sequence_number = $1', [number]);
    expect(await lab.faultOf()).toBe(`The seal ${number} is missing.`);
  });

  it('shows that two changed places', async () => {
    const move = (from: number, to: number) =>
      lab.tamper('UPDATE audit_seals SET sequence_number = $2 WHERE sequence_number = $1', [from, to]);
    await move(2, 9);
    await move(3, 2);
    await move(9, 3);
    expect(await lab.faultOf()).toBe('The seal 2 does not follow the one before it.');
  });

  it('shows that one was made anew with another key', async () => {
    // Whoever owns the database, and has no key of ours, seals the trail with one of theirs.
    await lab.tamper('DELETE FROM audit_seals WHERE sequence_number = 3');
    const keys = lab.server.app.get(SealKeys);
    const theirs = await keysOf(pemOf(OTHER.privateKey));
    const signing = jest.spyOn(keys, 'currentId', 'get').mockReturnValue(theirs.currentId);
    jest.spyOn(keys, 'sign').mockImplementation((text) => theirs.sign(text));
    expect(await lab.seal()).toHaveLength(1);
    signing.mockRestore();
    expect(await lab.faultOf()).toMatch(
      /^The seal 3 was signed by the key \S{43}, which is not in AUDIT_SEAL_KEYS\.$/,
    );
  });

  const keysOf = async (...pems: string[]) => {
    const keys = new SealKeys(testConfig({ AUDIT_SEAL_KEYS: pems.join('\n') }));
    await keys.onModuleInit();
    return keys;
  };
  const faultWith = async (...pems: string[]) => {
    const chain = new SealChain(await keysOf(...pems));
    const [first] = await lab.server.app
      .get(UnitOfWork)
      .read(() => lab.server.app.get(AuditSealRepository).findPage(1, 1, 1));
    return chain.faultOf(first);
  };

  it('is verified by the key that signed, in any place, by its public half alone, and by no other', async () => {
    const publicHalf = pemOf(createPublicKey(SEAL_KEY));
    expect(await faultWith(SEAL_KEY)).toBeUndefined();
    expect(await faultWith(pemOf(OTHER.privateKey), SEAL_KEY)).toBeUndefined();
    expect(await faultWith(pemOf(OTHER.privateKey), publicHalf)).toBeUndefined();
    expect(await faultWith(publicHalf)).toBeUndefined();
    expect(await faultWith(pemOf(OTHER.privateKey))).toContain('which is not in AUDIT_SEAL_KEYS');
    expect((await keysOf(publicHalf)).canSign).toBe(false);
  });
});
