import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../common/request-context.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import { Abandoned } from '../../database/abandoned.js';
import { type Assessment, RiskAssessmentService } from '../device/risk-assessment.service.js';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Person } from '../identity/person.js';
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
    const { username, password } = login;
    const person = await this.failures.ask(username, () =>
      this.identity.authenticate(username, password, { isKnownDevice }),
    );
    if (!person) return this.failures.fail(username, new WrongCredentials());
    if (!isRemembered) await this.throttle.remember(login);
    const assessment = await this.failures.ask(username, () => this.assess(person, login), person.cupid);
    const begun = await this.begin(person, login, assessment);
    return begun instanceof Abandoned ? this.overtaken(person, login) : begun;
  }

  private assess({ cupid, username }: Person, { actionToken }: LoginRequest): Promise<Assessment> {
    const { ipAddress, userAgent } = this.request.current;
    return this.risk.assess({ cupid, username, actionToken, ipAddress, userAgent });
  }

  private async begin(
    person: Person,
    login: LoginRequest,
    assessment: Assessment,
  ): Promise<Answer | Abandoned> {
    try {
      return await this.start.begin(person, login, assessment);
    } catch (error) {
      // Another login has just presented the same action token: this one is no longer its first use.
      if (isUniqueViolation(error)) return this.start.begin(person, login, this.risk.asRepeated(assessment));
      throw error;
    }
  }

  /** What was proved held when it was looked at; since then the password was changed, its owner kept out, or the device removed. */
  private async overtaken({ cupid }: Person, { username }: LoginRequest): Promise<never> {
    const known = await this.identity.find(cupid);
    return this.failures.overtaken(username, known?.cupid, new WrongCredentials());
  }
}
