import { FakeClock } from './fake-clock.js';
import { WebhookReceiver, webhookConfig } from './webhook-receiver.js';
import { z } from 'zod';
import { WebhookClient, webhookTarget } from '../../src/adapters/webhook-client.js';
import { DependencyUnavailable } from '../../src/common/errors.js';
import { Random } from '../../src/common/random.js';
import { RequestContext } from '../../src/common/request-context.js';

const Greeting = z.object({ greeting: z.string() });

/** A webhook client that says hello to a receiver; its pauses move the clock. */
export class Greeter {
  readonly clock = new FakeClock(new Date('2026-01-01T00:00:00.900Z'));
  readonly request = new RequestContext();
  readonly pauses: number[] = [];

  private constructor(readonly receiver: WebhookReceiver) {}

  static async start(): Promise<Greeter> {
    return new Greeter(await WebhookReceiver.start());
  }

  clientOf(env: Record<string, string> = {}, url = this.receiver.url): WebhookClient {
    const target = webhookTarget('otp', webhookConfig(url, env).adapters);
    return new WebhookClient(target, this.clock, new Random(), this.request, async (ms) => {
      this.pauses.push(ms);
      this.clock.advance(ms / 1000);
    });
  }

  ask(client: WebhookClient): Promise<z.output<typeof Greeting>> {
    return client.ask({ type: 'greet', name: 'Zoë' }, Greeting);
  }

  async failureOf(client: WebhookClient): Promise<DependencyUnavailable> {
    const error: unknown = await this.ask(client).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DependencyUnavailable);
    return error as DependencyUnavailable;
  }

  async causeOf(client: WebhookClient): Promise<string> {
    return ((await this.failureOf(client)).cause as Error).message;
  }

  async failTimes(client: WebhookClient, times: number): Promise<void> {
    for (let nth = 0; nth < times; nth += 1) await this.failureOf(client);
  }
}
