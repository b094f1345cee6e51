import { Injectable } from '@nestjs/common';
import type { DomainEvent } from './domain-event.js';

export type EventListener = (event: DomainEvent) => void;

/** Hands each event to every listener, inside the publisher's unit of work: a listener's failure is the publisher's. */
@Injectable()
export class EventBus {
  private readonly listeners: EventListener[] = [];

  subscribe(listener: EventListener): void {
    this.listeners.push(listener);
  }

  publish(...events: readonly DomainEvent[]): void {
    for (const event of events) for (const listen of this.listeners) listen(event);
  }
}
