import { Injectable } from '@nestjs/common';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import type { PasswordQuestion } from './password-rules.js';

/** A password that somebody chose: judged, then hashed. Outside any unit of work: both take long. */
@Injectable()
export class NewPassword {
  constructor(
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
  ) {}

  /** @returns a PHC string @throws {PasswordTooWeak | HashingBusy} */
  async hashOf(question: PasswordQuestion): Promise<string> {
    await this.policy.demand(question);
    return this.hasher.hash(question.password);
  }
}
