import { EventBus } from '../../src/common/event-bus.js';
import { Jobs } from '../../src/common/jobs.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { rowsOf } from './batches.js';
import { createTestServer, type TestServer } from './create-app.js';
import { Happened } from './seal-lab.js';
import { WEBHOOK_SECRET, WebhookReceiver } from './webhook-receiver.js';

interface Batch {
  readonly type: string;
  readonly events: readonly { readonly log_id: string; readonly cupid: string }[];
}

/** A server that sends its audit events to a receiver of the test's own. */
export class SiemLab {
  private constructor(
    readonly server: TestServer,
    readonly receiver: WebhookReceiver,
  ) {}

  static async create(env = {}): Promise<SiemLab> {
    const receiver = await WebhookReceiver.start();
    const siem = {
      SIEM_WEBHOOK_URL: receiver.url,
      SIEM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      WEBHOOK_TIMEOUT: '300',
    };
    const lab = new SiemLab(await createTestServer({ env: { ...siem, ...env } }), receiver);
    // What the start of the server left behind.
    await lab.server.rows.execute('DELETE FROM outbox_messages');
    return lab;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.receiver.stop();
  }

  job = (name = 'drain-siem-outbox') => this.server.app.get(Jobs).find(name)!;
  /** @returns how many were sent, held up or not */
  drain = (limit = 1000): Promise<number> => rowsOf(this.job().batch(limit));
  fileRows = (): Promise<number> | undefined =>
    this.server.app.get(Jobs).find('create-partitions')?.batch(1000);
  waiting = (): Promise<number> => this.server.rows.count('outbox_messages', 'ended_at IS NULL');

  /** So many events in one unit, of the people c-1, c-2 … */
  happen(count: number, Kind: typeof Happened = Happened): Promise<void> {
    const { app } = this.server;
    return app.get(UnitOfWork).run(async () => {
      const events = Array.from({ length: count }, (_, index) => new Kind({ cupid: `c-${index + 1}` }));
      app.get(EventBus).publish(...events);
    });
  }

  get batches(): readonly Batch[] {
    return this.receiver.bodies as Batch[];
  }

  get sizes(): readonly number[] {
    return this.batches.map(({ events }) => events.length);
  }
}
