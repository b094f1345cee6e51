import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { RowJobs } from '../database/row-jobs.js';
import { keptSince } from './database-store.js';

/** Counters that have run out. The embedded database has none: there each server counts in its memory. */
@Injectable()
export class RateLimitJobs implements OnModuleInit {
  constructor(
    private readonly rows: RowJobs,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (this.config.database.kind !== 'postgres') return;
    this.rows.add({
      name: 'purge-rate-limits',
      description: 'Removes counters of requests that ran out an hour ago',
      everySeconds: 60,
      table: 'rate_limits',
      key: 'key',
      where: 'expire < $1',
      oldest: 'expire',
      parameters: (now) => ({ where: [keptSince(now)] }),
    });
  }
}
