import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/principal.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { StaleVersion } from '../account/account.errors.js';
import { CurrentPasswordService } from '../account/current-password.service.js';
import { PasswordReplacementService } from '../account/password-replacement.service.js';
import { PasswordResetService } from '../account/password-reset.service.js';
import { ProfileService } from '../account/profile.service.js';
import { SignOutService } from '../auth-flow/sign-out.service.js';

/** What needs a password, old or new, and ends what an old one began. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: PasswordReplacementService,
    private readonly current: CurrentPasswordService,
    private readonly profiles: ProfileService,
    private readonly signOut: SignOutService,
    private readonly resets: PasswordResetService,
  ) {}

  /** @returns how many sessions ended @throws {LinkInvalid | PasswordTooWeak | HashingBusy} */
  async reset(token: string, password: string): Promise<number> {
    const planned = await this.passwords.planReset(token, password);
    if (!planned) return this.resets.refuseLink();
    const { cupid } = planned;
    const ended = await this.unitOfWork.attempt(async () => {
      if (!(await this.passwords.reset(planned))) throw new Abandoned('STALE');
      return this.signOut.endWithTrust({ cupid, reason: 'PASSWORD_RESET', by: cupid });
    });
    return ended instanceof Abandoned ? this.resets.refuseLink() : ended;
  }

  /** @returns how many other sessions ended @throws {WrongPassword | PasswordTooWeak | StaleVersion | HashingBusy} */
  async change({ cupid, sessionId }: Principal, current: string, password: string): Promise<number> {
    const planned = await this.passwords.planChange(cupid, current, password);
    const ended = await this.unitOfWork.attempt(async () => {
      if (!(await this.passwords.change(planned))) throw new Abandoned('STALE');
      const signOut = { cupid, reason: 'PASSWORD_CHANGED', by: cupid, except: sessionId };
      return this.signOut.endWithTrust(signOut);
    });
    if (ended instanceof Abandoned) throw new StaleVersion();
    return ended;
  }

  /** @throws {WrongPassword | NotToYourself | HashingBusy} */
  async deactivate({ cupid }: Principal, password: string): Promise<void> {
    await this.current.demandToLeave(cupid, password);
    await this.unitOfWork.run(async () => {
      if (await this.profiles.deactivate(cupid))
        await this.signOut.endWithTrust({ cupid, reason: 'ACCOUNT_DEACTIVATED', by: cupid });
    });
  }
}
