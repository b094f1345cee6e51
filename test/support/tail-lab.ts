import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { TailPace } from '../../src/modules/audit/tail-pace.js';
import { pathOf, type Reader } from './audit-lab.js';
import { createListeningServer, type ListeningServer } from './listening.js';

/** Tails look again when the test says so. */
export class ManualPace extends TailPace {
  override stallMs = 60_000;
  private waiting: (() => void)[] = [];
  private arrivals: (() => void)[] = [];

  override next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        this.waiting = this.waiting.filter((one) => one !== go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      if (signal.aborted) {
        resolve();
        return;
      }
      signal.addEventListener('abort', go);
      this.waiting.push(go);
      for (const arrive of this.arrivals.splice(0)) arrive();
    });
  }

  get count(): number {
    return this.waiting.length;
  }

  /** Until a tail has nothing more to send, and waits. */
  async idle(): Promise<void> {
    if (this.waiting.length === 0) await new Promise<void>((resolve) => this.arrivals.push(resolve));
  }

  /** Has every tail look again, and waits until they have. */
  async tick(): Promise<void> {
    await this.idle();
    const looked = new Promise<void>((resolve) => this.arrivals.push(resolve));
    for (const go of [...this.waiting]) go();
    await looked;
  }

  /** Has them look again, without an expectation that they come back. */
  release(): void {
    for (const go of [...this.waiting]) go();
  }
}

export interface TailServer extends ListeningServer {
  readonly pace: ManualPace;
}

export async function createTailServer(env: Record<string, string> = {}): Promise<TailServer> {
  const pace = new ManualPace();
  const server = await createListeningServer({
    env,
    override: (builder) => builder.overrideProvider(TailPace).useValue(pace),
  });
  return { ...server, pace };
}

export interface Frame {
  readonly id: string;
  readonly event: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read whatever the server said
  readonly data: any;
}

/** A client that follows the trail. */
export class Tail {
  private received = '';
  /** Whether it came to an end, rather than being cut off. */
  readonly over: Promise<boolean>;

  private constructor(readonly answer: IncomingMessage) {
    answer.on('data', (part: Buffer) => (this.received += part.toString()));
    this.over = new Promise((resolve) => {
      answer.on('error', () => resolve(false));
      answer.on('close', () => resolve(answer.complete));
    });
  }

  static open(
    { url }: Pick<ListeningServer, 'url'>,
    reader: Reader,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Tail> {
    const address = `${url}${pathOf('audit-logs/tail', query)}`;
    return new Promise((resolve, reject) => {
      const options = { headers: { ...reader.options.headers, ...headers }, agent: false as const };
      get(address, options, (answer) => resolve(new Tail(answer))).on('error', reject);
    });
  }

  get text(): string {
    return this.received;
  }

  /** Those that have arrived as a whole. */
  get frames(): Frame[] {
    const blocks = this.received.split('\n\n').slice(0, -1);
    return blocks
      .filter((block) => block.startsWith('id: '))
      .map((block) => {
        const [id = '', event = '', data = ''] = block.split('\n');
        return { id: id.slice(4), event: event.slice(7), data: JSON.parse(data.slice(6)) };
      });
  }

  get ids(): string[] {
    return this.frames.map(({ data }) => data.log_id as string);
  }

  get heartbeats(): number {
    return this.received.split('\n\n').filter((block) => block.startsWith(': still')).length;
  }

  /** Until so many events are here. */
  async until(count: number): Promise<string[]> {
    while (this.frames.length < count) {
      if (this.answer.destroyed) throw new Error(`The tail ended with ${this.frames.length} events`);
      await Promise.race([once(this.answer, 'data'), this.over]);
    }
    return this.ids;
  }

  close(): void {
    this.answer.destroy();
  }
}
