import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { RowJobs } from '../../database/row-jobs.js';
import { LoginAbandoned } from './auth-flow.events.js';

/** Nobody can act on the login any more, so that no request ever waits for a row that a job has in hand. */
const IS_OVER = `EXISTS (SELECT 1 FROM auth_contexts c
  WHERE c.context_id = auth_transactions.context_id AND (c.outcome <> 'IN_PROGRESS' OR c.expires_at <= $1))`;

/** Logins that nobody finished, and those of long ago. */
@Injectable()
export class AuthFlowJobs implements OnModuleInit {
  constructor(
    private readonly rows: RowJobs,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'abandon-contexts',
      description: 'Ends logins that ran out of time unfinished as ABANDONED',
      everySeconds: 60,
      table: 'auth_contexts',
      key: 'context_id',
      where: `outcome = 'IN_PROGRESS' AND expires_at <= $1`,
      oldest: 'expires_at',
      set: `outcome = 'ABANDONED', completed_at = $2, updated_at = $2`,
      parameters: (now) => ({ where: [now], set: [now] }),
      told: {
        columns: 'context_id, cupid',
        event: (row) =>
          new LoginAbandoned({ contextId: row['context_id'] as string, cupid: row['cupid'] as string }),
      },
    });
    this.rows.add({
      name: 'expire-transactions',
      description: 'Marks open transactions of logins that are over as EXPIRED',
      everySeconds: 60,
      table: 'auth_transactions',
      key: 'transaction_id',
      where: `transaction_status = 'PENDING' AND expires_at <= $1 AND ${IS_OVER}`,
      oldest: 'expires_at',
      set: `transaction_status = 'EXPIRED', updated_at = $2`,
      parameters: (now) => ({ where: [now], set: [now] }),
    });
    this.addPurge();
  }

  private addPurge(): void {
    this.rows.add({
      name: 'purge-contexts',
      description: 'Removes logins of long ago, with their transactions and evaluations',
      everySeconds: 600,
      table: 'auth_contexts',
      key: 'context_id',
      where: `outcome <> 'IN_PROGRESS' AND created_at < $1`,
      oldest: 'created_at',
      parameters: (now) => ({ where: [addSeconds(now, -this.config.retention.logins)] }),
    });
  }
}
