import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import type { DomainEvent } from '../../common/domain-event.js';
import { DependencyUnavailable } from '../../common/errors.js';
import { EventBus } from '../../common/event-bus.js';
import { isDatabaseUnavailable } from '../../database/database-errors.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LoginFailed, LoginRefused, LoginUnanswered } from './auth-flow.events.js';
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
  fail(username: string, error: AppError): Promise<never> {
    return this.record(new LoginFailed(error, { username_hmac: this.pseudonym.of(username) }), error);
  }

  /** The same of somebody whose password was right; undefined: who has been deleted since. */
  overtaken(username: string, cupid: string | undefined, error: AppError): Promise<never> {
    if (cupid === undefined) return this.fail(username, error);
    return this.record(new LoginRefused({ cupid }, error, { overtaken: true }), error);
  }

  /**
   * What somebody outside answers about a login. That nobody does is written down: while a service is down, or fails at what the
   * client has sent for it, the answer 503 tells a right password from a wrong one.
   * @param cupid whose password was right, if that is known by now
   */
  async ask<T>(username: string, question: () => Promise<T>, cupid: string | null = null): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof DependencyUnavailable) || isDatabaseUnavailable(error)) throw error;
      const details = { username_hmac: this.pseudonym.of(username) };
      return this.record(new LoginUnanswered({ cupid }, error, details), error);
    }
  }

  private async record(event: DomainEvent, error: AppError): Promise<never> {
    await this.unitOfWork.run(() => {
      this.events.publish(event);
      return Promise.resolve();
    });
    throw error;
  }
}
