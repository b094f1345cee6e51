import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import type { Principal } from '../../common/principal.js';
import { Random } from '../../common/random.js';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { HandOffLedger } from './hand-off-ledger.js';

export interface NewHandOff {
  readonly principal: Principal;
  readonly sourceApp: string;
  readonly targetApp: string;
  readonly accountId: string | null;
  readonly state: string | null;
  readonly tokenHash: string;
}

/** Makes the row of a hand-off. */
@Injectable()
export class HandOffRecord {
  constructor(
    private readonly ledger: HandOffLedger,
    private readonly request: RequestContext,
    private readonly clock: Clock,
    private readonly random: Random,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @returns when it expires */
  async create({ principal, ...handOff }: NewHandOff): Promise<Date> {
    const now = this.clock.now();
    const { ipAddress, userAgent } = this.request.current;
    const expiresAt = addSeconds(now, this.config.lifetimes.crossAppToken);
    await this.ledger.create({
      ...handOff,
      id: this.random.orderedId(now),
      userId: principal.cupid,
      sessionId: principal.sessionId,
      expiresAt,
      createdAt: now,
      usedAt: null,
      revokedAt: null,
      userAgent,
      ipAddress,
    });
    return expiresAt;
  }
}
