import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import type { EventSubject } from '../../common/domain-event.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { CrossAppSession } from './cross-app-session.entity.js';
import { HandOffNotFound } from './cross-app-session.errors.js';
import { HandOffCreated, HandOffRefused, HandOffRevoked, HandOffUsed } from './cross-app-session.events.js';
import {
  CrossAppSessionRepository,
  type DailyCount,
  type RevokedBy,
} from './cross-app-session.repository.js';

function subjectOf({ sessionId, userId }: CrossAppSession) {
  return { sessionId, cupid: userId };
}

function detailsOf({ id, sourceApp, targetApp, accountId }: CrossAppSession) {
  return { hand_off_id: id, source_app: sourceApp, target_app: targetApp, account_id: accountId };
}

/** The units of work on hand-offs, each with its event. */
@Injectable()
export class HandOffLedger {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly handOffs: CrossAppSessionRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  create(handOff: CrossAppSession): Promise<void> {
    return this.unitOfWork.run(() => {
      this.handOffs.add(handOff);
      this.events.publish(new HandOffCreated(subjectOf(handOff), detailsOf(handOff)));
      return Promise.resolve();
    });
  }

  /** Whose unused hand-off this is. @throws {HandOffNotFound} after the refusal was written down */
  async bearerOf(token: string, targetApp: string): Promise<string> {
    const now = this.clock.now();
    const handOff = await this.unitOfWork.read(() => this.handOffs.findUnused(sha256(token), targetApp, now));
    return handOff ? handOff.userId : this.refuse(targetApp);
  }

  /** Uses a hand-off, once. @throws {HandOffNotFound} after the refusal was written down */
  async use(token: string, targetApp: string): Promise<CrossAppSession> {
    const used = await this.unitOfWork.run(async () => {
      const handOff = await this.handOffs.use(sha256(token), targetApp, this.clock.now());
      this.events.publish(
        handOff
          ? new HandOffUsed(subjectOf(handOff), detailsOf(handOff))
          : new HandOffRefused({}, { target_app: targetApp }),
      );
      return handOff;
    });
    if (!used) throw new HandOffNotFound();
    return used;
  }

  /** A hand-off that was used and is still good. @throws {HandOffNotFound} after the refusal was written down */
  async findUsed(token: string, targetApp: string): Promise<CrossAppSession> {
    const now = this.clock.now();
    const handOff = await this.unitOfWork.read(() => this.handOffs.findUsed(sha256(token), targetApp, now));
    return handOff ?? this.refuse(targetApp);
  }

  /** @throws {HandOffNotFound} after the refusal was written down */
  async refuse(targetApp: string, subject: EventSubject = {}): Promise<never> {
    await this.unitOfWork.run(() => {
      this.events.publish(new HandOffRefused(subject, { target_app: targetApp }));
      return Promise.resolve();
    });
    throw new HandOffNotFound();
  }

  /** Ends a hand-off; one that is not theirs to end, or is over, stays as it is. */
  async revoke(token: string, by: RevokedBy): Promise<void> {
    await this.unitOfWork.run(async () => {
      const handOff = await this.handOffs.revoke(sha256(token), by, this.clock.now());
      if (handOff) this.events.publish(new HandOffRevoked(subjectOf(handOff), detailsOf(handOff)));
    });
  }

  countByDay(from: Date, to: Date): Promise<DailyCount[]> {
    return this.unitOfWork.read(() => this.handOffs.countByDay(from, to, this.clock.now()));
  }
}
