import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { WrongStatus } from '../account/administration.errors.js';
import { type Act, AdministratorService } from '../account/administrator.service.js';
import { PasswordResetService } from '../account/password-reset.service.js';
import { UserRecordService } from '../account/user-record.service.js';
import { SignOutService } from '../auth-flow/sign-out.service.js';
import { type Session, SessionService } from '../session/session.service.js';
import { PersonSignedOut } from './user-admin.events.js';

export type { Act } from '../account/administrator.service.js';

/** Where people are signed in, and how they get in again. */
@Injectable()
export class UserAccessService {
  constructor(
    private readonly administrators: AdministratorService,
    private readonly records: UserRecordService,
    private readonly sessions: SessionService,
    private readonly signOuts: SignOutService,
    private readonly resets: PasswordResetService,
    private readonly events: EventBus,
  ) {}

  /** @throws {UserNotFound} */
  async list(cupid: string): Promise<Session[]> {
    const { user } = await this.records.find(cupid);
    return this.sessions.liveOf(user.userId);
  }

  /** Ends logins in progress too. @returns how many sessions @throws {NotAnAdministrator | UserNotFound} */
  endAll(act: Act): Promise<number> {
    return this.administrators.act(act, async ({ userId }) => {
      const { by } = act;
      const ended = await this.signOuts.end({ cupid: userId, reason: 'ADMIN_REVOKED', by });
      if (ended > 0) this.events.publish(new PersonSignedOut({ cupid: userId }, { sessions: ended, by }));
      return ended;
    });
  }

  /** Has a mail sent by which the person chooses a new password. @throws {NotAnAdministrator | UserNotFound | WrongStatus} */
  async resetPassword(act: Act): Promise<void> {
    await this.administrators.act(act, async ({ userId, status }) => {
      // Nobody who is kept out gets in by a new password.
      if (status === 'DISABLED' || status === 'DELETED') throw new WrongStatus(status);
      await this.resets.requestFor(userId, act.by);
    });
  }
}
