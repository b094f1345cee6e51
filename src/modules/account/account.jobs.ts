import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { RowJobs } from '../../database/row-jobs.js';

/** Seconds for which a token of a mail is kept after its end. */
const TOKENS_KEPT = 7 * 86_400;

/** Passwords that were tried long ago, and links that have run out. */
@Injectable()
export class AccountJobs implements OnModuleInit {
  constructor(
    private readonly rows: RowJobs,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'purge-login-attempts',
      description: 'Removes what is known of passwords that were tried long ago',
      everySeconds: 600,
      table: 'login_attempts',
      key: 'attempt_id',
      where: 'attempted_at < $1',
      oldest: 'attempted_at',
      parameters: (now) => ({ where: [addSeconds(now, -this.config.retention.logins)] }),
    });
    this.rows.add({
      name: 'purge-account-tokens',
      description: 'Removes the tokens of mailed links a week after their end',
      everySeconds: 3_600,
      table: 'account_tokens',
      key: 'token_hash',
      where: 'expires_at < $1',
      oldest: 'expires_at',
      parameters: (now) => ({ where: [addSeconds(now, -TOKENS_KEPT)] }),
    });
  }
}
