import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { RowJobs } from '../../database/row-jobs.js';

/** Sessions that have run out, and those that ended long ago. */
@Injectable()
export class SessionJobs implements OnModuleInit {
  constructor(
    private readonly rows: RowJobs,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'expire-sessions',
      description: 'Marks sessions whose time is up as EXPIRED',
      everySeconds: 60,
      table: 'sessions',
      key: 'session_id',
      where: `status = 'ACTIVE' AND expires_at <= $1`,
      oldest: 'expires_at',
      set: `status = 'EXPIRED', updated_at = $2`,
      parameters: (now) => ({ where: [now], set: [now] }),
    });
    this.rows.add({
      name: 'purge-sessions',
      description: 'Removes sessions that ended long ago, with their tokens',
      everySeconds: 600,
      table: 'sessions',
      key: 'session_id',
      where: `status <> 'ACTIVE' AND updated_at < $1`,
      oldest: 'updated_at',
      parts: { table: 'tokens', key: 'token_id', belongsTo: 'session_id' },
      parameters: (now) => ({ where: [addSeconds(now, -this.config.retention.sessions)] }),
    });
  }
}
