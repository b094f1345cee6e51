import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/principal.js';
import { CurrentPasswordService } from '../account/current-password.service.js';
import { ErasureService } from '../account/erasure.service.js';
import { ExportService } from '../account/export.service.js';
import { SignOutService } from '../auth-flow/sign-out.service.js';

const REASON = 'SELF_ERASURE';

/** What people may do with all that is held of them: have it, and have it gone. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly exports: ExportService,
    private readonly passwords: CurrentPasswordService,
    private readonly erasures: ErasureService,
    private readonly signOuts: SignOutService,
  ) {}

  /** @returns JSON in pieces */
  export({ cupid, sessionId }: Principal): Promise<AsyncGenerator<string>> {
    return this.exports.export(cupid, sessionId);
  }

  /** @throws {WrongPassword | NotToYourself | HashingBusy} */
  async erase({ cupid }: Principal, password: string): Promise<void> {
    await this.passwords.demandToLeave(cupid, password);
    await this.erasures.erase({ userId: cupid, by: cupid, reason: REASON }, () =>
      this.signOuts.endWithTrust({ cupid, reason: REASON, by: cupid }),
    );
  }
}
