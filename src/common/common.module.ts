import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { EventBus } from './event-bus.js';
import { HealthProbes } from './health.js';
import { Jobs } from './jobs.js';
import { Meters } from './meters.js';
import { Random } from './random.js';
import { RequestContext } from './request-context.js';
import { Tracing } from './tracing.js';

@Module({})
export class CommonModule {
  /** @param clock what tells the time, where it is not the real clock */
  static forRoot(clock = new Clock()): DynamicModule {
    return {
      module: CommonModule,
      global: true,
      providers: [
        { provide: Clock, useValue: clock },
        Random,
        EventBus,
        RequestContext,
        Jobs,
        Meters,
        HealthProbes,
        Tracing,
      ],
      exports: [Clock, Random, EventBus, RequestContext, Jobs, Meters, HealthProbes, Tracing],
    };
  }
}
