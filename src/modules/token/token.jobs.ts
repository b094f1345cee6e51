import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import { RowJobs } from '../../database/row-jobs.js';

/** Seconds for which an access or id token is kept after its end. */
const KEPT = 3_600;

/** Tokens that have run out. Refresh tokens go with their session: by the rotated ones reuse is found out. */
@Injectable()
export class TokenJobs implements OnModuleInit {
  constructor(private readonly rows: RowJobs) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'expire-tokens',
      description: 'Marks tokens whose time is up as EXPIRED',
      everySeconds: 60,
      table: 'tokens',
      key: 'token_id',
      where: `status = 'ACTIVE' AND expires_at <= $1`,
      oldest: 'expires_at',
      set: `status = 'EXPIRED', updated_at = $2`,
      parameters: (now) => ({ where: [now], set: [now] }),
    });
    this.rows.add({
      name: 'purge-tokens',
      description: 'Removes access and id tokens an hour after their end',
      everySeconds: 300,
      table: 'tokens',
      key: 'token_id',
      where: `token_type <> 'REFRESH' AND expires_at < $1`,
      oldest: 'expires_at',
      parameters: (now) => ({ where: [addSeconds(now, -KEPT)] }),
    });
  }
}
