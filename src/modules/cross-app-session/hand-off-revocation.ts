import { Injectable } from '@nestjs/common';
import { bearerToken } from '../../common/bearer-token.js';
import { SessionService } from '../session/session.service.js';
import { PersonNotActive } from './cross-app-session.errors.js';
import { HandOffLedger } from './hand-off-ledger.js';
import { TargetAppService } from './target-app.service.js';

/** Ends hand-offs for whoever may: the person, by their access token, or the target app, by its secret. */
@Injectable()
export class HandOffRevocation {
  constructor(
    private readonly sessions: SessionService,
    private readonly ledger: HandOffLedger,
    private readonly targets: TargetAppService,
  ) {}

  /** @throws {PersonNotActive | SharedSecretInvalid} */
  async revoke(token: string, authorization: string | undefined, secret: string | undefined): Promise<void> {
    const accessToken = bearerToken(authorization);
    if (accessToken === undefined) return this.targets.revoke(secret, token);
    const live = await this.sessions.identify(accessToken);
    if (!live) throw new PersonNotActive();
    return this.ledger.revoke(token, { cupid: live.principal.cupid });
  }
}
