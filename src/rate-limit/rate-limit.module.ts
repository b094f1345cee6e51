import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { RateLimiter } from '../common/rate-limiter.js';
import type { RateLimitConfig } from '../config/app-config.js';
import { DatabaseStore } from './database-store.js';
import { RateLimitJobs } from './rate-limit-jobs.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { NoLimits, RequestLimits } from './request-limits.js';

@Module({})
export class RateLimitModule {
  static forRoot({ enabled }: RateLimitConfig): DynamicModule {
    return {
      module: RateLimitModule,
      global: true,
      providers: [
        DatabaseStore,
        RateLimitJobs,
        { provide: RateLimiter, useClass: enabled ? RequestLimits : NoLimits },
        { provide: APP_GUARD, useClass: RateLimitGuard },
      ],
      exports: [RateLimiter],
    };
  }
}
