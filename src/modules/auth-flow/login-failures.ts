import { Inject, Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { hmacSha256 } from '../../common/digest.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LoginFailed } from './auth-flow.events.js';

/** Writes failed logins down; failures of one name can be counted, but the name not be read back. */
@Injectable()
export class LoginFailures {
  private readonly key: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
    random: Random,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.key = config.mfa.otpSecret || random.token(32);
  }

  /** @throws the error, once its row is committed */
  async fail(username: string, error: AppError): Promise<never> {
    // Keyed, not just hashed: people type passwords into the wrong field, and those are few enough to be guessed.
    const pseudonym = hmacSha256(this.key, `user name:${username.toLowerCase()}`);
    await this.unitOfWork.run(() => {
      this.events.publish(new LoginFailed(error, { username_hmac: pseudonym }));
      return Promise.resolve();
    });
    throw error;
  }
}
