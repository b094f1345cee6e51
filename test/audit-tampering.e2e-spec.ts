import { SealLab } from './support/seal-lab.js';
import { usesPostgres } from './support/test-config.js';

describe('a sealed audit trail', () => {
  let lab: SealLab;
  let ids: string[];

  beforeEach(async () => {
    lab = await SealLab.create();
    ids = await lab.happen(5);
    lab.settle();
    await lab.seal();
  });

  afterEach(() => lab.close());

  it('is as it was sealed', async () => {
    const sealed = (await lab.ids()).length;
    expect(await lab.verify()).toMatchObject({
      fault: undefined,
      seals: 1,
      rows: sealed,
      unsealed: 0,
      late: 0,
    });
  });

  it.each([
    ['event_timestamp', `'2026-03-01 10:00:02.500${usesPostgres ? 'Z' : ''}'`],
    ['event_type', `'test.denied'`],
    ['event_category', `'AUTH'`],
    ['event_severity', `'WARN'`],
    ['event_outcome', `'FAILURE'`],
    ['context_id', 'NULL'],
    ['transaction_id', `'another'`],
    ['session_id', `'another'`],
    ['cupid', `'somebody else'`],
    ['correlation_id', `'another'`],
    ['ip_address', `'192.0.2.1'`],
    ['user_agent', `'another'`],
    ['event_details', `'{"an":"Öl “x”","number":3,"zebra":[1.5,{"b":true,"a":0}]}'`],
    ['error_code', 'NULL'],
    ['error_message', `''`],
  ])('shows which row had its %s edited', async (column, value) => {
    await lab.tamper(`UPDATE audit_logs SET ${column} = ${value} WHERE log_id = $1`, [ids[2]]);
    expect(await lab.faultOf()).toBe(`The row ${ids[2]} was changed (seal 1).`);
  });

  it('has no column that the seal does not cover', async () => {
    const [row] = await lab.server.rows.select('SELECT * FROM audit_logs LIMIT 1');
    // The fifteen above, and the id.
    expect(Object.keys(row ?? {})).toHaveLength(16);
  });

  it('does not mind in which order the details stand', async () => {
    const same = `'{"zebra":[1.50,{"a":null,"b":true}],"number":3,"an":"Öl “x”"}'`;
    await lab.tamper(`UPDATE audit_logs SET event_details = ${same} WHERE log_id = $1`, [ids[2]]);
    expect(await lab.faultOf()).toBeUndefined();
  });

  it.each([
    ['first', 0],
    ['middle', 2],
    ['last', 4],
  ])('shows that the %s row was deleted', async (_, index) => {
    await lab.tamper('DELETE FROM audit_logs WHERE log_id = $1', [ids[index]]);
    expect(await lab.faultOf()).toBe(`The row ${ids[index]} is missing (seal 1).`);
  });

  it('shows that all rows were deleted', async () => {
    const [first] = await lab.ids();
    await lab.tamper('DELETE FROM audit_logs');
    expect(await lab.faultOf()).toBe(`The row ${first} is missing (seal 1).`);
  });

  it('shows that two rows were swapped', async () => {
    const swap = async (from: unknown, to: unknown) =>
      lab.tamper('UPDATE audit_logs SET cupid = $2 WHERE cupid = $1', [from, to]);
    await swap('c-2', 'c-x');
    await swap('c-4', 'c-2');
    await swap('c-x', 'c-4');
    expect(await lab.faultOf()).toBe(`The row ${ids[1]} was changed (seal 1).`);
  });

  it('shows that two rows changed places', async () => {
    const move = async (from: unknown, to: unknown) =>
      lab.tamper('UPDATE audit_logs SET log_id = $2 WHERE log_id = $1', [from, to]);
    const aside = '00000000-0000-4000-8000-000000000000';
    await move(ids[1], aside);
    await move(ids[3], ids[1]);
    await move(aside, ids[3]);
    expect(await lab.faultOf()).toBe(`The row ${ids[1]} was changed (seal 1).`);
  });

  const COPY = `INSERT INTO audit_logs SELECT * FROM audit_logs WHERE log_id = $1`;
  const columns = (id: string, time: string) =>
    COPY.replace(
      '*',
      `'${id}', ${time}, event_type, event_category, event_severity, event_outcome, context_id, transaction_id,
       session_id, cupid, correlation_id, ip_address, user_agent, event_details, error_code, error_message`,
    );
  const INSERTED = '00000000-0000-4000-8000-00000000000f';

  it('shows that a row was inserted, once no server could be so late', async () => {
    await lab.tamper(columns(INSERTED, 'event_timestamp'), [ids[2]]);
    lab.server.clock.advance(86_400);
    expect(await lab.faultOf()).toBe(
      `The row ${INSERTED} was inserted after its time had been sealed (seal 1).`,
    );
  });

  it.each([
    ['long before all others', '1970-01-01 00:00:00.000'],
    ['in days to come', '2026-04-01 00:00:00.000'],
  ])('shows that a row was inserted %s', async (_, time) => {
    await lab.tamper(columns(INSERTED, `'${time}${usesPostgres ? 'Z' : ''}'`), [ids[2]]);
    expect(await lab.faultOf()).toBe(`The row ${INSERTED} has a time that no seal will ever reach.`);
  });

  it('shows by a head that was kept that rows and their seal were cut off together', async () => {
    const more = await lab.happen(3);
    lab.settle();
    const [head = ''] = await lab.seal();
    const kept = { sequence: 2, hash: head.slice(2) };
    expect(await lab.faultOf({ head: kept })).toBeUndefined();
    for (const id of more) await lab.tamper('DELETE FROM audit_logs WHERE log_id = $1', [id]);
    await lab.tamper('DELETE FROM audit_seals WHERE sequence_number = 2');
    expect(await lab.faultOf()).toBeUndefined();
    expect(await lab.faultOf({ head: kept })).toBe(
      'The seal 2, whose head was kept, is missing: the end was cut off.',
    );
    await lab.happen(1);
    lab.settle();
    await lab.seal();
    expect(await lab.faultOf({ head: kept })).toBe('The seal 2 is not the one whose head was kept.');
  });
});
