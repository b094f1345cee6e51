import { hmacSha256 } from '../src/common/digest.js';
import { EventBus } from '../src/common/event-bus.js';
import { Jobs } from '../src/common/jobs.js';
import { Meters } from '../src/common/meters.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { createTestServer } from './support/create-app.js';
import { Happened } from './support/seal-lab.js';
import { SiemLab } from './support/siem-lab.js';
import { noAnswer, WEBHOOK_SECRET } from './support/webhook-receiver.js';

class Warned extends Happened {
  override readonly severity = 'WARN';
}

describe('audit events on their way to a SIEM', () => {
  let lab: SiemLab;

  beforeEach(async () => {
    lab = await SiemLab.create();
  });

  afterEach(() => lab.close());

  const gauge = async (name: string) =>
    new RegExp(`^${name} ([\\d.]+)`, 'm').exec(await lab.server.app.get(Meters).registry.metrics())?.[1];

  it('are those of the trail, oldest first, signed as every webhook', async () => {
    await lab.happen(3);
    expect(await lab.drain()).toBe(3);
    const [call] = lab.receiver.calls;
    const timestamp = String(lab.server.clock.now().getTime() / 1000);
    expect(call?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-sallyport-timestamp': timestamp,
      'x-sallyport-signature': `sha256=${hmacSha256(WEBHOOK_SECRET, `${timestamp}.${call?.body}`)}`,
      'x-sallyport-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(lab.batches.map(({ events }) => events.map(({ cupid }) => cupid))).toEqual([
      ['c-1', 'c-2', 'c-3'],
    ]);
    const [row] = await lab.server.rows.select(
      `SELECT log_id, correlation_id FROM audit_logs WHERE cupid = 'c-1'`,
    );
    expect(lab.batches[0]).toMatchObject({ type: 'audit_events' });
    expect(lab.batches[0]?.events[0]).toEqual({
      log_id: row?.log_id,
      event_timestamp: lab.server.clock.now().toISOString(),
      event_type: 'test.happened',
      event_category: 'SECURITY',
      event_severity: 'INFO',
      event_outcome: 'SUCCESS',
      context_id: null,
      transaction_id: null,
      session_id: null,
      cupid: 'c-1',
      correlation_id: row?.correlation_id,
      ip_address: null,
      user_agent: null,
      event_details: {},
      error_code: 'CIAM_E00_00_000',
      error_message: 'as it was',
    });
    expect([await lab.drain(), lab.receiver.calls.length, await lab.waiting()]).toEqual([0, 1, 0]);
  });

  it('are those of a login, whose answer waits for nobody', async () => {
    lab.receiver.willAnswer(noAnswer);
    expect((await lab.server.api.login('simple')).status).toBeLessThan(500);
    expect(lab.receiver.calls).toHaveLength(0);
    const logged = await lab.server.rows.count('audit_logs', 'log_id IN (SELECT id FROM outbox_messages)');
    expect(logged).toBeGreaterThan(0);
    expect(await lab.waiting()).toBe(logged);
  });

  it('are none of a unit that rolled back', async () => {
    const work = lab.server.app.get(UnitOfWork).run(async () => {
      lab.server.app.get(EventBus).publish(new Happened({}));
      throw new Error('changed our minds');
    });
    await expect(work).rejects.toThrow('changed our minds');
    expect(await lab.waiting()).toBe(0);
  });

  it('go in batches of a hundred, and no more at a time than the job was told', async () => {
    await lab.happen(250);
    expect(await lab.job().due()).toBe(250);
    expect(await lab.drain(30)).toBe(30);
    expect(await lab.drain()).toBe(220);
    expect(lab.sizes).toEqual([30, 100, 100, 20]);
    const all = lab.batches.map(({ events }) => events.map(({ cupid }) => cupid)).flat();
    expect(all).toEqual(Array.from({ length: 250 }, (_, index) => `c-${index + 1}`));
  });

  it('are only those of the least severity', async () => {
    await lab.close();
    lab = await SiemLab.create({ SIEM_MIN_SEVERITY: 'WARN' });
    await lab.happen(2);
    await lab.happen(1, Warned);
    expect([await lab.drain(), lab.batches.at(-1)?.events.length]).toEqual([1, 1]);
  });

  it('are forgotten a day after they were taken', async () => {
    await lab.happen(3);
    await lab.drain();
    await lab.happen(1);
    const purge = lab.job('purge-siem-outbox');
    lab.server.clock.advance(86_400);
    expect([await purge.due(), await purge.batch(100)]).toEqual([0, 0]);
    lab.server.clock.advance(1);
    expect(await purge.due()).toBe(3);
    expect([await purge.batch(2), await purge.batch(2), await purge.batch(2)]).toEqual([2, 1, 0]);
    expect(await lab.waiting()).toBe(1);
  });

  it('are counted, with the age of the oldest', async () => {
    expect(await gauge('sallyport_siem_outbox_depth')).toBe('0');
    expect(await gauge('sallyport_siem_outbox_age_seconds')).toBe('0');
    await lab.happen(3);
    lab.server.clock.advance(90);
    expect(await gauge('sallyport_siem_outbox_depth')).toBe('3');
    expect(await gauge('sallyport_siem_outbox_age_seconds')).toBe('90');
  });
});

it('notes nothing down where there is no SIEM', async () => {
  const server = await createTestServer();
  await server.api.login('mfauser');
  expect(await server.rows.count('outbox_messages')).toBe(0);
  expect(server.app.get(Jobs).find('drain-siem-outbox')).toBeUndefined();
  await server.close();
});
