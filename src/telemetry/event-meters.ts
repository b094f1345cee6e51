import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Counter } from 'prom-client';
import type { DomainEvent } from '../common/domain-event.js';
import { EventBus } from '../common/event-bus.js';
import { Meters } from '../common/meters.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type CounterName, COUNTERS, countsOf } from './event-counts.js';

/** Every combination of the values of labels. */
function combinations(values: readonly (readonly string[])[]): string[][] {
  return values.reduce<string[][]>(
    (all, some) => all.flatMap((one) => some.map((value) => [...one, value])),
    [[]],
  );
}

/** Counts what has happened: after the commit, so that what was undone is not counted. */
@Injectable()
export class EventMeters implements OnModuleInit {
  private readonly counters: Readonly<Record<CounterName, Counter>>;

  constructor(
    private readonly events: EventBus,
    private readonly unitOfWork: UnitOfWork,
    meters: Meters,
  ) {
    const made = Object.entries(COUNTERS).map(([key, counter]) => [key, begin(meters, counter)] as const);
    this.counters = Object.fromEntries(made) as Record<CounterName, Counter>;
  }

  onModuleInit(): void {
    this.events.subscribe((event) => this.unitOfWork.afterCommit(() => this.count(event)));
  }

  private count(event: DomainEvent): void {
    for (const { counter, labels } of countsOf(event)) this.counters[counter].labels(...labels).inc();
  }
}

/** From the start, so that the first event is seen as a rise and not as a beginning. */
function begin(meters: Meters, { name, help, labels }: (typeof COUNTERS)[CounterName]): Counter {
  const counter: Counter = meters.counter(name, help, Object.keys(labels));
  for (const values of combinations(Object.values(labels))) counter.labels(...values).inc(0);
  return counter;
}
