import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { PasswordChanged, PasswordWasReset } from './account.events.js';
import { MailTokens } from './mail-tokens.js';
import { UserChangeRepository } from './user-change.repository.js';

/** Writes a new password down, in the running unit. */
@Injectable()
export class PasswordRecord {
  constructor(
    private readonly changes: UserChangeRepository,
    private readonly tokens: MailTokens,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @returns false when the person may have none */
  async reset(cupid: string, secretHash: string): Promise<boolean> {
    const now = this.clock.now();
    if (!(await this.changes.resetPassword(cupid, now))) return false;
    this.changes.setHash(cupid, secretHash, now);
    this.events.publish(new PasswordWasReset({ cupid }));
    return true;
  }

  /**
   * @param checked the hash that the old password was checked against
   * @returns false when it is not that any more, or the person may not sign in; then the unit must be abandoned
   */
  async change(cupid: string, checked: string, secretHash: string): Promise<boolean> {
    const now = this.clock.now();
    // The person first, as at a reset: two that take these rows in different orders could wait for each other.
    if (!(await this.changes.changePassword(cupid, now))) return false;
    if (!(await this.changes.replaceHash(cupid, checked, secretHash, now))) return false;
    await this.tokens.voidResets(cupid);
    this.events.publish(new PasswordChanged({ cupid }));
    return true;
  }
}
