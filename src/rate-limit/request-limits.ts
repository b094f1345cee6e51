import { Inject, Injectable } from '@nestjs/common';
import { TooManyRequests } from '../common/errors.js';
import { EventBus } from '../common/event-bus.js';
import { Meters } from '../common/meters.js';
import {
  type Charge,
  MARK_SECONDS,
  RateLimiter,
  type RateLimitPolicy,
  type RateLimitState,
} from '../common/rate-limiter.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DatabaseStore } from './database-store.js';
import { count, forgetBlocks, type Limiter, limiter as makeLimiter } from './limiters.js';
import { RateLimitExceeded } from './rate-limit.events.js';

/** After the first window over its limit a name waits one minute, then two, then four … at most fifteen. */
const FIRST_BLOCK_SECONDS = 60;
const LONGEST_BLOCK_SECONDS = 900;
const STRIKES = { points: 1, seconds: 86_400 };
const MARKS = { points: 1, seconds: MARK_SECONDS };
const GROWING: ReadonlySet<RateLimitPolicy> = new Set(['login', 'login-address']);

type Limiters = Readonly<Record<RateLimitPolicy | 'strikes' | 'mark', Limiter>>;

interface Verdict {
  readonly state: RateLimitState;
  readonly isOver: boolean;
  /** Whether this very request was the first to be over. */
  readonly isFirstOver: boolean;
}

@Injectable()
export class RequestLimits extends RateLimiter {
  private limiters: Limiters;
  private readonly hits;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly store: DatabaseStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
    private readonly request: RequestContext,
    meters: Meters,
  ) {
    super();
    this.hits = meters.counter('sallyport_rate_limit_hits_total', 'Requests over a limit', ['policy']);
    for (const policy of Object.keys(config.rateLimits.policies)) this.hits.inc({ policy }, 0);
    this.limiters = this.make();
  }

  reset(): void {
    this.limiters = this.make();
  }

  async spend(...charges: readonly Charge[]): Promise<void> {
    for (const charge of charges) {
      const { state, isOver, isFirstOver } = await this.judge(charge);
      this.request.current.rateLimits?.push(state);
      if (isFirstOver) await this.audit(charge);
      if (!isOver) continue;
      this.hits.inc({ policy: charge.policy });
      throw new TooManyRequests(state.reset);
    }
  }

  async remember(mark: string): Promise<void> {
    await this.limiters.mark.set(mark, 1, MARK_SECONDS);
  }

  async rememberedFor(mark: string): Promise<number> {
    const found = await this.limiters.mark.get(mark);
    return found ? Math.max(0, found.msBeforeNext / 1000) : 0;
  }

  private make(): Limiters {
    const shared = this.config.database.kind === 'postgres' ? this.store : undefined;
    const limits = { ...this.config.rateLimits.policies, strikes: STRIKES, mark: MARKS };
    const made = Object.entries(limits).map(
      ([name, limit]) => [name, makeLimiter(name, limit, shared)] as const,
    );
    return Object.fromEntries(made) as Limiters;
  }

  private async judge(charge: Charge): Promise<Verdict> {
    const { policy, key } = charge;
    const { points: limit, seconds: window } = this.config.rateLimits.policies[policy];
    const { consumedPoints, remainingPoints, msBeforeNext } = await count(this.limiters[policy], key);
    // A key that is blocked in memory is over its limit, though its points were not counted again.
    const isFirstOver = consumedPoints === limit + 1;
    const isOver = consumedPoints > limit || (consumedPoints === 0 && remainingPoints === 0);
    const left = msBeforeNext / 1000;
    const wait = isFirstOver && GROWING.has(policy) ? await this.block(charge, left) : left;
    const reset = Math.max(1, Math.ceil(wait));
    return { isOver, isFirstOver, state: { policy, limit, window, remaining: remainingPoints, reset } };
  }

  /** Never shorter than what is left of the window. @returns for how many seconds */
  private async block({ policy, key }: Charge, left: number): Promise<number> {
    const { consumedPoints: strikes } = await this.limiters.strikes.penalty(`${policy}:${key}`);
    const seconds = Math.max(left, Math.min(FIRST_BLOCK_SECONDS * 2 ** (strikes - 1), LONGEST_BLOCK_SECONDS));
    const limiter = this.limiters[policy];
    await limiter.block(key, seconds);
    forgetBlocks(limiter);
    return seconds;
  }

  private async audit({ policy, key }: Charge): Promise<void> {
    await this.unitOfWork.run(() => {
      this.events.publish(new RateLimitExceeded({}, { policy, key }));
      return Promise.resolve();
    });
  }
}

/** In place of the limits where RATE_LIMIT_ENABLED is false. */
@Injectable()
export class NoLimits extends RateLimiter {
  spend(): Promise<void> {
    return Promise.resolve();
  }

  remember(): Promise<void> {
    return Promise.resolve();
  }

  rememberedFor(): Promise<number> {
    return Promise.resolve(0);
  }

  reset(): void {
    // There is nothing to forget.
  }
}
