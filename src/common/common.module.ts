import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { EventBus } from './event-bus.js';
import { Jobs } from './jobs.js';
import { Meters } from './meters.js';
import { Random } from './random.js';
import { RequestContext } from './request-context.js';

@Module({})
export class CommonModule {
  /** @param clock what tells the time, where it is not the real clock */
  static forRoot(clock = new Clock()): DynamicModule {
    return {
      module: CommonModule,
      global: true,
      providers: [{ provide: Clock, useValue: clock }, Random, EventBus, RequestContext, Jobs, Meters],
      exports: [Clock, Random, EventBus, RequestContext, Jobs, Meters],
    };
  }
}
