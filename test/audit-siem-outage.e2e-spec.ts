import { SiemLab } from './support/siem-lab.js';
import { answer, noAnswer, raw } from './support/webhook-receiver.js';

describe('audit events that a SIEM does not take', () => {
  let lab: SiemLab;

  beforeEach(async () => {
    lab = await SiemLab.create();
  });

  afterEach(() => lab.close());

  it.each([
    ['is down', answer({}, 503)],
    ['refuses', answer({}, 401)],
    ['does not answer', noAnswer],
    ['redirects', answer({}, 302, { location: 'https://example.com' })],
  ])(
    'are all still there when the receiver %s, and go again, in order, with the same ids',
    async (_, reply) => {
      await lab.happen(3);
      lab.receiver.willAnswer(reply);
      expect([await lab.drain(), await lab.waiting()]).toEqual([0, 3]);
      const [refused] = lab.batches;
      expect([await lab.drain(), lab.receiver.calls.length]).toEqual([0, 1]);
      lab.receiver.willAnswer(answer({}));
      lab.server.clock.advance(10);
      await lab.happen(1);
      expect([await lab.drain(), await lab.waiting()]).toEqual([4, 0]);
      expect(lab.batches[1]?.events.slice(0, 3)).toEqual(refused?.events);
    },
  );

  it('have one delivery id as long as they are the same events', async () => {
    await lab.happen(2);
    lab.receiver.willAnswer(answer({}, 503), answer({}, 503), answer({}));
    for (let attempt = 0; attempt < 3; attempt++) {
      await lab.drain();
      lab.server.clock.advance(60);
    }
    await lab.happen(2);
    await lab.drain();
    const ids = lab.receiver.calls.map(({ headers }) => headers['x-sallyport-delivery']);
    expect(ids).toEqual([ids[0], ids[0], ids[0], ids[3]]);
    expect(ids[3]).not.toBe(ids[0]);
  });

  it('wait ever longer, at least for as long as the receiver asks, and go in smaller batches', async () => {
    await lab.happen(100);
    lab.receiver.willAnswer(answer({}, 429, { 'retry-after': '600' }));
    await lab.drain();
    lab.server.clock.advance(599);
    expect([await lab.drain(), lab.receiver.calls.length]).toEqual([0, 1]);
    lab.server.clock.advance(1);
    await lab.drain();
    expect(lab.sizes).toEqual([100, 50]);
    for (let day = 0; day < 8; day++) {
      lab.server.clock.advance(86_400);
      await lab.drain();
    }
    expect(lab.batches.at(-1)?.events).toHaveLength(1);
    lab.receiver.willAnswer(raw('thanks', 202));
    lab.server.clock.advance(3_600);
    expect([await lab.drain(), await lab.waiting()]).toEqual([100, 0]);
  });

  it('do not wait for ever behind one whose row has been removed with its month', async () => {
    const id = '00000000-0000-7000-8000-000000000001';
    await lab.server.rows.execute(
      'INSERT INTO outbox_messages (id, event_timestamp, attempts) VALUES ($1, $2, 0)',
      [id, new Date('2020-01-15T00:00:00.000Z')],
    );
    await lab.happen(2);
    await lab.drain();
    expect(await lab.waiting()).toBe(3);
    // On PostgreSQL: as long as rows are on their way to their month, none is taken for gone.
    await lab.fileRows();
    lab.server.clock.advance(10);
    await lab.drain();
    expect([await lab.waiting(), lab.sizes]).toEqual([0, [2]]);
    const ended = await lab.server.rows.select('SELECT last_error FROM outbox_messages WHERE id = $1', [id]);
    expect(ended).toEqual([{ last_error: 'its row has been removed' }]);
  });

  it('are taken whatever the receiver says, if its status says so', async () => {
    await lab.happen(1);
    lab.receiver.willAnswer(raw('<ok/>', 200));
    expect(await lab.drain()).toBe(1);
  });

  it('are overtaken by none that came after them', async () => {
    await lab.happen(5);
    lab.receiver.willAnswer(answer({}, 503), answer({}));
    expect(await lab.drain(2)).toBe(0);
    expect([await lab.drain(), lab.sizes]).toEqual([0, [2]]);
    lab.server.clock.advance(10);
    expect([await lab.drain(), lab.sizes]).toEqual([5, [2, 5]]);
  });

  it('are sent by one of many who try at once', async () => {
    await lab.happen(5);
    const sent = await Promise.all(Array.from({ length: 4 }, () => lab.drain()));
    expect(sent.sort()).toEqual([0, 0, 0, 5]);
    expect(lab.receiver.calls).toHaveLength(1);
  });

  it('are sent by another when their sender has died', async () => {
    await lab.happen(2);
    await lab.server.rows.execute(
      `UPDATE outbox_messages SET claim = '00000000-0000-4000-8000-000000000000', held_until = $1`,
      [new Date(lab.server.clock.now().getTime() + 120_000)],
    );
    expect(await lab.drain()).toBe(0);
    lab.server.clock.advance(120);
    expect(await lab.drain()).toBe(2);
  });
});
