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

  /**
   * @param link the token that the mail had
   * @returns false when it was used meanwhile, or the person may have no password; then the unit must be abandoned
   */
  async reset(cupid: string, link: string, secretHash: string): Promise<boolean> {
    const now = this.clock.now();
    // The person first, then links, as in everything that writes both: in two orders they could wait for each other.
    if (!(await this.changes.resetPassword(cupid, now))) return false;
    if ((await this.tokens.redeem(link, 'PASSWORD_RESET')) === undefined) return false;
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
    if (!(await this.changes.changePassword(cupid, now))) return false;
    if (!(await this.changes.replaceHash(cupid, checked, secretHash, now))) return false;
    await this.tokens.voidResets(cupid);
    this.events.publish(new PasswordChanged({ cupid }));
    return true;
  }
}
