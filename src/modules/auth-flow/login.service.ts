import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../common/request-context.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import { RiskAssessmentService } from '../device/risk-assessment.service.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Answer } from './answer.js';
import { MaskedUsername, WrongCredentials } from './auth-flow.errors.js';
import { LoginFailures } from './login-failures.js';
import type { LoginRequest } from './login-request.js';
import { LoginStart } from './login-start.js';
import { LoginThrottle } from './login-throttle.js';

/** The first door: who is it, and what else must they prove? */
@Injectable()
export class LoginService {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly risk: RiskAssessmentService,
    private readonly throttle: LoginThrottle,
    private readonly start: LoginStart,
    private readonly failures: LoginFailures,
    private readonly request: RequestContext,
  ) {}

  /** @throws {TooManyRequests | WrongCredentials | MaskedUsername | DependencyUnavailable} or a refusal with the context it is recorded in */
  async login(login: LoginRequest): Promise<Answer> {
    const { isKnownDevice, isRemembered } = await this.throttle.admit(login);
    if (login.username.includes('*')) return this.failures.fail(login.username, new MaskedUsername());
    const person = await this.identity.authenticate(login.username, login.password, { isKnownDevice });
    if (!person) return this.failures.fail(login.username, new WrongCredentials());
    if (!isRemembered) await this.throttle.remember(login);
    const { ipAddress, userAgent } = this.request.current;
    const { cupid, username } = person;
    const question = { cupid, username, actionToken: login.actionToken, ipAddress, userAgent };
    const assessment = await this.risk.assess(question);
    try {
      return await this.start.begin(person, login, assessment);
    } catch (error) {
      // Another login has just presented the same action token: this one is no longer its first use.
      if (isUniqueViolation(error)) return this.start.begin(person, login, this.risk.asRepeated(assessment));
      throw error;
    }
  }
}
