import { Injectable } from '@nestjs/common';
import type { DomainEvent, EventSubject } from '../../common/domain-event.js';
import { EventBus } from '../../common/event-bus.js';
import type { Principal } from '../../common/principal.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

type ReadEvent = new (subject: EventSubject, details: Readonly<Record<string, unknown>>) => DomainEvent;

/** Writes down who reads what others did, before they have read it: without its row nothing is shown. */
@Injectable()
export class AuditReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
  ) {}

  /** @param asked what was asked for, in the names of the code */
  note(Event: ReadEvent, { cupid, sessionId }: Principal, asked: object): Promise<void> {
    return this.unitOfWork.run(() => {
      this.events.publish(new Event({ cupid, sessionId }, inSnakeCase(asked)));
      return Promise.resolve();
    });
  }
}

function inSnakeCase(asked: object): Record<string, unknown> {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value as unknown,
    ]),
  );
}
