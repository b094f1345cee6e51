import { Injectable } from '@nestjs/common';
import { PasswordTooWeak } from './account.errors.js';
import { BreachCheck } from './breach-check.js';
import { type PasswordFlaw, plainFlaws, type PasswordQuestion } from './password-rules.js';
import { PasswordStrength } from './password-strength.js';

/** Words of this service that nobody may build a password on. */
const SERVICE_WORDS = ['sallyport', 'tuvens', 'password', 'passphrase'];

/** Which passwords may be chosen. Rules of composition and of age there are none (NIST SP 800-63B-4 §3.1.1.2). */
@Injectable()
export class PasswordPolicy {
  constructor(
    private readonly strength: PasswordStrength,
    private readonly breaches: BreachCheck,
  ) {}

  /** To be called outside any unit of work: it may ask over the network. @throws {PasswordTooWeak} */
  async demand(question: PasswordQuestion): Promise<void> {
    const flaws = await this.flawsOf(question);
    if (flaws.length > 0) throw new PasswordTooWeak(flaws);
  }

  async flawsOf(question: PasswordQuestion): Promise<PasswordFlaw[]> {
    const { password } = question;
    const words = [...question.words, ...SERVICE_WORDS];
    const flaws = plainFlaws({ ...question, words });
    // Too long to be looked at any closer.
    if (flaws.includes('TOO_LONG')) return flaws;
    if (await this.strength.isCommon(password)) flaws.push('COMMON');
    else if (await this.strength.isGuessable({ ...question, words })) flaws.push('TOO_GUESSABLE');
    if (flaws.length === 0 && (await this.breaches.knows(password))) flaws.push('BREACHED');
    return flaws;
  }
}
