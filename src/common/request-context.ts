import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RateLimitState } from './rate-limiter.js';

/** What is known of the request being answered, wherever the code is. */
export interface RequestInfo {
  readonly correlationId: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly clientId: string | null;
  readonly appId: string | null;
  readonly appVersion: string | null;
  /** The limits that this request was counted against, for its answer to tell. */
  readonly rateLimits?: RateLimitState[];
}

const OUTSIDE_A_REQUEST: RequestInfo = {
  correlationId: '00000000-0000-0000-0000-000000000000',
  ipAddress: null,
  userAgent: null,
  clientId: null,
  appId: null,
  appVersion: null,
};

@Injectable()
export class RequestContext implements OnApplicationShutdown {
  private readonly storage = new AsyncLocalStorage<RequestInfo>();

  get current(): RequestInfo {
    return this.storage.getStore() ?? OUTSIDE_A_REQUEST;
  }

  run<T>(info: RequestInfo, work: () => T): T {
    return this.storage.run(info, work);
  }

  /** Runs what a request has set off but is not about: its audit rows must not bear that request's name. */
  outside<T>(work: () => T): T {
    return this.storage.run(OUTSIDE_A_REQUEST, work);
  }

  /** Otherwise every promise of the process would go on paying for it. */
  onApplicationShutdown(): void {
    this.storage.disable();
  }
}
