import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { addSeconds, type Clock, toEpochSeconds } from '../common/clock.js';
import { DependencyUnavailable } from '../common/errors.js';
import type { Random } from '../common/random.js';
import type { RequestContext } from '../common/request-context.js';
import type { AdapterConfig, WebhookConfig } from '../config/app-config.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { requiredText } from './storable.js';
import { isOutage, WebhookFailure } from './webhook-failure.js';
import { postOnce, signedHeaders } from './webhook-request.js';

/** A person waits for the answer; a single try may take longer only where the timeout says so. */
const OVERALL_MS = 10_000;
const FIRST_PAUSE_MS = 100;

const Receipt = z.object({ delivery_id: requiredText(128) });

export interface WebhookTarget extends WebhookConfig {
  /** For the log. */
  readonly name: string;
  /** Of one try. */
  readonly timeoutMs: number;
  readonly retries: number;
}

export interface WebhookMessage {
  readonly type: string;
  readonly [field: string]: string | null;
}

/** Waits so many milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

interface Delivery {
  readonly id: string;
  readonly body: string;
  readonly deadline: Date;
}

/** @throws {Error} when the webhook has no URL and secret */
export function webhookTarget(
  name: 'identity' | 'otp' | 'push' | 'risk',
  adapters: AdapterConfig,
): WebhookTarget {
  const webhook = adapters[`${name}Webhook`];
  if (!webhook) throw new Error(`The ${name} webhook has no URL and secret`);
  const { webhookTimeoutMs: timeoutMs, webhookRetries: retries } = adapters;
  return { ...webhook, name: `${name} webhook`, timeoutMs, retries };
}

/** Calls one outside system over HTTP, signed, as docs/webhooks.md describes it. */
export class WebhookClient {
  private readonly breaker: CircuitBreaker;

  constructor(
    private readonly target: WebhookTarget,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly request: RequestContext,
    private readonly pause: Pause = sleep,
  ) {
    this.breaker = new CircuitBreaker(clock);
  }

  /** Sends a question. @returns the answer as the schema leaves it @throws {DependencyUnavailable} also when it does not fit */
  async ask<T>(message: WebhookMessage, schema: z.ZodType<T>): Promise<T> {
    const result = schema.safeParse(await this.send(this.prepare(message)));
    if (result.success) return result.data;
    const fields = result.error.issues.slice(0, 5).map(({ path }) => path.join('.') || 'the answer');
    throw this.unavailable(new WebhookFailure(`answered what does not fit: ${fields.join(', ')}`, false));
  }

  /** Hands a message over. @returns the receiver's id of it, or else our own @throws {DependencyUnavailable} */
  async notify(message: WebhookMessage): Promise<string> {
    const delivery = this.prepare(message);
    const receipt = Receipt.safeParse(await this.send(delivery));
    return receipt.success ? receipt.data.delivery_id : delivery.id;
  }

  private prepare(message: WebhookMessage): Delivery {
    const deadline = addSeconds(this.clock.now(), Math.max(this.target.timeoutMs, OVERALL_MS) / 1000);
    return { id: this.random.uuid(), body: JSON.stringify(message), deadline };
  }

  private async send(delivery: Delivery): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.breaker.run(() => this.post(delivery), isOutage);
      } catch (error) {
        const waitMs = this.waitAfter(error, tries);
        const mayTryAgain = isOutage(error) && tries <= this.target.retries && !this.breaker.isOpen;
        if (!mayTryAgain || waitMs >= this.remainingMs(delivery)) throw this.unavailable(error);
        await this.pause(waitMs);
      }
    }
  }

  private post(delivery: Delivery): Promise<unknown> {
    const { id, body } = delivery;
    const { url, secret, timeoutMs } = this.target;
    // Signed anew at each try, so that a receiver which refuses old timestamps takes the last one too.
    const timestamp = toEpochSeconds(this.clock.now());
    const { correlationId } = this.request.current;
    const headers = signedHeaders({ secret, body, timestamp, delivery: id, correlationId });
    const leftMs = Math.max(1, this.remainingMs(delivery));
    return postOnce({ url, headers, body, timeoutMs: Math.min(timeoutMs, leftMs) });
  }

  /** Doubles with each try; a random half of it keeps servers that failed together from returning together. */
  private waitAfter(error: unknown, tries: number): number {
    const longest = FIRST_PAUSE_MS * 2 ** (tries - 1);
    const asked = error instanceof WebhookFailure ? error.retryAfterMs : 0;
    return Math.max(asked, this.random.integer(longest / 2, longest));
  }

  private remainingMs({ deadline }: Delivery): number {
    return deadline.getTime() - this.clock.now().getTime();
  }

  private unavailable(cause: unknown): DependencyUnavailable {
    return new DependencyUnavailable(this.target.name, cause);
  }
}
