import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { EventBus } from '../../common/event-bus.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LoginFailed } from './auth-flow.events.js';
import { UsernamePseudonym } from './username-pseudonym.js';

/** Writes failed logins down; failures of one name can be counted, but the name not be read back. */
@Injectable()
export class LoginFailures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventBus,
    private readonly pseudonym: UsernamePseudonym,
  ) {}

  /** @throws the error, once its row is committed */
  async fail(username: string, error: AppError): Promise<never> {
    await this.unitOfWork.run(() => {
      this.events.publish(new LoginFailed(error, { username_hmac: this.pseudonym.of(username) }));
      return Promise.resolve();
    });
    throw error;
  }
}
