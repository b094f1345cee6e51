import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import { sha256 } from '../../common/digest.js';
import { EventBus } from '../../common/event-bus.js';
import { RequestContext } from '../../common/request-context.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { RiskAssessmentService } from '../device/risk-assessment.service.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Person } from '../identity/person.js';
import type { Answer } from './answer.js';
import { MaskedUsername, WrongCredentials } from './auth-flow.errors.js';
import { LoginFailed } from './auth-flow.events.js';
import type { LoginRequest } from './login-request.js';
import { LoginStart } from './login-start.js';

/** The first door: who is it, and what else must they prove? */
@Injectable()
export class LoginService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identity: IdentityProvider,
    private readonly risk: RiskAssessmentService,
    private readonly start: LoginStart,
    private readonly events: EventBus,
    private readonly request: RequestContext,
  ) {}

  /** @throws {WrongCredentials | MaskedUsername | DependencyUnavailable} or a refusal with the context it is recorded in */
  async login(login: LoginRequest): Promise<Answer> {
    if (login.username.includes('*')) return this.fail(login, new MaskedUsername());
    const person = await this.identity.authenticate(login.username, login.password);
    if (!person) return this.fail(login, new WrongCredentials());
    try {
      return await this.enter(person, login);
    } catch (error) {
      // Another login has just presented the same action token: assessed again, it names no device any more.
      if (isUniqueViolation(error)) return this.enter(person, login);
      throw error;
    }
  }

  private async enter(person: Person, login: LoginRequest): Promise<Answer> {
    const { ipAddress, userAgent } = this.request.current;
    const { cupid, username } = person;
    const assessment = await this.risk.assess({
      cupid,
      username,
      actionToken: login.actionToken,
      ipAddress,
      userAgent,
    });
    return this.start.begin(person, login, assessment);
  }

  private async fail({ username }: LoginRequest, error: AppError): Promise<never> {
    await this.unitOfWork.run(() => {
      // Hashed: people type passwords into the wrong field.
      this.events.publish(new LoginFailed(error, { username_sha256: sha256(username.toLowerCase()) }));
      return Promise.resolve();
    });
    throw error;
  }
}
