import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Clock } from './clock.js';
import { EventBus } from './event-bus.js';
import { Random } from './random.js';
import { RequestContext } from './request-context.js';

@Module({})
export class CommonModule {
  /** @param clock the class to tell the time by, where it is not the real one */
  static forRoot(clock: Type<Clock> = Clock): DynamicModule {
    return {
      module: CommonModule,
      global: true,
      providers: [{ provide: Clock, useClass: clock }, Random, EventBus, RequestContext],
      exports: [Clock, Random, EventBus, RequestContext],
    };
  }
}
