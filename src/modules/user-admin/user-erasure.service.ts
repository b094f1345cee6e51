import { Injectable } from '@nestjs/common';
import { UserNotFound } from '../account/account.errors.js';
import { type Act, AdministratorService } from '../account/administrator.service.js';
import { ErasureService } from '../account/erasure.service.js';
import { SignOutService } from '../auth-flow/sign-out.service.js';

/** Erases people on an administrator's word. */
@Injectable()
export class UserErasureService {
  constructor(
    private readonly administrators: AdministratorService,
    private readonly erasures: ErasureService,
    private readonly signOuts: SignOutService,
  ) {}

  /** @throws {NotToYourself | NotAnAdministrator | UserNotFound} */
  async erase(act: Act, reason: string): Promise<void> {
    this.administrators.demandAnother(act);
    const isDone = await this.administrators.act(act, ({ userId }) => this.write(userId, reason, act.by));
    if (!isDone) throw new UserNotFound();
  }

  private write(cupid: string, reason: string, by: string): Promise<boolean> {
    return this.erasures.erase({ userId: cupid, by, reason }, () =>
      this.signOuts.endWithTrust({ cupid, reason: 'ERASED', by }),
    );
  }
}
