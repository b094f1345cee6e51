import { Injectable, Logger } from '@nestjs/common';
import type { AppError } from '../common/app-error.js';
import { AccessRefused } from '../common/common.events.js';
import { TooManyRequests } from '../common/errors.js';
import { EventBus } from '../common/event-bus.js';
import { RateLimiter, refusedAt } from '../common/rate-limiter.js';
import { RequestContext } from '../common/request-context.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** Bearer, client, origin and key: who is refused so has left no trace elsewhere. */
const OF_ACCESS = /^CIAM_(E01_02_00[1-4]|E04_00_010)$/;

/** Whoever is refused before anybody could count them is counted by address, and a refused access is written down. */
@Injectable()
export class Refusals {
  private readonly logger = new Logger('refusals');

  constructor(
    private readonly limits: RateLimiter,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
    private readonly request: RequestContext,
  ) {}

  /** @returns what to answer: the error, or that there have been too many */
  async note(error: AppError, method: string, route: string): Promise<AppError> {
    if (error.status < 400 || error.status >= 500 || error.status === 429) return error;
    try {
      await this.count();
      if (OF_ACCESS.test(error.code)) await this.record(new AccessRefused(error, { method, route }));
    } catch (failure) {
      if (failure instanceof TooManyRequests) return failure;
      this.logger.error('A refusal could not be written down', failure);
    }
    return error;
  }

  private async count(): Promise<void> {
    const { rateLimits = [], ipAddress } = this.request.current;
    if (rateLimits.length === 0) await this.limits.spend(refusedAt(ipAddress));
  }

  private record(event: AccessRefused): Promise<void> {
    return this.unitOfWork.run(() => {
      this.events.publish(event);
      return Promise.resolve();
    });
  }
}
