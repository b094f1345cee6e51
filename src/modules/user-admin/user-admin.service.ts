import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type Amendment, type AmendingAct, UserAmendmentService } from '../account/user-amendment.service.js';
import { type UserRecord, UserRecordService } from '../account/user-record.service.js';
import { type ReasonedAct, type StandingAct, UserStandingService } from '../account/user-standing.service.js';
import { SignOutService } from '../auth-flow/sign-out.service.js';
import { FactorLockService, type MfaFactor } from '../mfa/factor-lock.service.js';

export type { Amendment, AmendingAct, ReasonedAct, StandingAct, UserRecord };

/** A person as administrators see them. */
export interface AdministeredUser {
  readonly record: UserRecord;
  readonly factor: MfaFactor | undefined;
}

/**
 * What administrators do to people: the change, and the end of what the person has begun, in one unit. Whoever may
 * not do it, and what does not follow from the person's status, is refused by the services of account.
 */
@Injectable()
export class UserAdminService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly standings: UserStandingService,
    private readonly amendments: UserAmendmentService,
    private readonly records: UserRecordService,
    private readonly signOuts: SignOutService,
    private readonly factors: FactorLockService,
  ) {}

  async find(cupid: string): Promise<AdministeredUser> {
    const record = await this.records.find(cupid);
    return { record, factor: await this.factors.find(record.user.userId) };
  }

  async amend(act: AmendingAct): Promise<AdministeredUser> {
    await this.amendments.amend(act);
    return this.find(act.cupid);
  }

  async lock(act: ReasonedAct): Promise<AdministeredUser> {
    await this.unitOfWork.run(async () => {
      if (await this.standings.lock(act)) await this.signOut(act, 'PERSON_LOCKED');
    });
    return this.find(act.cupid);
  }

  /** Lifts the lock of the second factor too. */
  async unlock(act: StandingAct): Promise<AdministeredUser> {
    await this.unitOfWork.run(async () => {
      await this.standings.unlock(act);
      await this.factors.unlock(act.cupid, act.by);
    });
    return this.find(act.cupid);
  }

  async disable(act: ReasonedAct): Promise<AdministeredUser> {
    await this.unitOfWork.run(async () => {
      if (await this.standings.disable(act)) await this.signOut(act, 'PERSON_DISABLED');
    });
    return this.find(act.cupid);
  }

  async activate(act: StandingAct): Promise<AdministeredUser> {
    await this.standings.activate(act);
    return this.find(act.cupid);
  }

  async remove(act: ReasonedAct): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (!(await this.standings.remove(act))) return;
      const { by, cupid } = act;
      await this.signOuts.endWithTrust({ cupid: cupid, reason: 'PERSON_DELETED', by });
    });
  }

  async restore(act: StandingAct): Promise<AdministeredUser> {
    await this.standings.restore(act);
    return this.find(act.cupid);
  }

  private signOut({ by, cupid }: StandingAct, reason: string): Promise<number> {
    return this.signOuts.end({ cupid: cupid, reason, by });
  }
}
