import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { RowJobs } from '../../database/row-jobs.js';

/** Seconds for which an access or id token is kept after its end. */
const KEPT = 3_600;

/** Tokens that have run out. Refresh tokens go with their session: by the rotated ones reuse is found out. */
@Injectable()
export class TokenJobs implements OnModuleInit {
  constructor(
    private readonly rows: RowJobs,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'expire-tokens',
      description: 'Marks tokens whose time is up as EXPIRED, once their session must be over too',
      everySeconds: 60,
      table: 'tokens',
      key: 'token_id',
      where: `status = 'ACTIVE' AND expires_at <= $1`,
      oldest: 'expires_at',
      set: `status = 'EXPIRED', updated_at = $2`,
      parameters: (now) => ({ where: [this.idleSince(now)], set: [now] }),
    });
    this.rows.add({
      name: 'purge-tokens',
      description:
        'Removes access and id tokens an hour after their end, the last of a session when that must be over',
      everySeconds: 300,
      table: 'tokens',
      key: 'token_id',
      where: `token_type <> 'REFRESH' AND status <> 'ACTIVE' AND expires_at < $1`,
      oldest: 'expires_at',
      parameters: (now) => ({ where: [addSeconds(now, -KEPT)] }),
    });
  }

  /** A refresh rotates the ACTIVE tokens of its session, expired ones too. A session is over when its last tokens are that old. */
  private idleSince(now: Date): Date {
    return addSeconds(now, -this.config.lifetimes.session);
  }
}
