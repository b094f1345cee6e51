import { Injectable } from '@nestjs/common';
import { AccessRefused } from '../../common/common.events.js';
import { EventBus } from '../../common/event-bus.js';
import { RateLimiter, refusedAt } from '../../common/rate-limiter.js';
import { RequestContext } from '../../common/request-context.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { InvalidClient } from './session.errors.js';

/** Those who ask about tokens and may not: they get an answer like any other, so nobody else counts them. */
@Injectable()
export class UnknownClients {
  constructor(
    private readonly limits: RateLimiter,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
    private readonly request: RequestContext,
  ) {}

  /** @throws {TooManyRequests} */
  async note(route: string): Promise<void> {
    await this.limits.spend(refusedAt(this.request.current.ipAddress));
    await this.unitOfWork.run(() => {
      this.events.publish(new AccessRefused(new InvalidClient(), { method: 'POST', route }));
      return Promise.resolve();
    });
  }
}
