import { Injectable } from '@nestjs/common';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { guessableParts, type PasswordQuestion } from './password-rules.js';

/** Of zxcvbn's 0 to 4: a million guesses where there is another factor, a hundred million where there is none. */
const LEAST_SCORE = { alone: 3, besideAnother: 2 } as const;
/** The estimate takes ever longer, and whoever has typed so much has typed enough to be judged by. */
const CHARACTERS_JUDGED = 72;

interface Estimator {
  readonly zxcvbn: ZxcvbnFactory;
  readonly common: ReadonlySet<string>;
}

/** The lists take a tenth of a second and some megabytes: they are read when the first password is chosen. */
async function readLists(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const dictionary = { ...common.dictionary, ...english.dictionary };
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
  return { zxcvbn, common: new Set(common.dictionary['passwords-common'].map(String)) };
}

/** How soon a password would be guessed. */
@Injectable()
export class PasswordStrength {
  private estimator?: Promise<Estimator>;

  async isCommon(password: string): Promise<boolean> {
    const { common } = await this.lists();
    return common.has(password.toLowerCase());
  }

  async isGuessable({ password, words, isOnlyFactor }: PasswordQuestion): Promise<boolean> {
    const { zxcvbn } = await this.lists();
    const beginning = Array.from(password).slice(0, CHARACTERS_JUDGED).join('');
    const { score } = zxcvbn.check(beginning, guessableParts(words));
    return score < (isOnlyFactor ? LEAST_SCORE.alone : LEAST_SCORE.besideAnother);
  }

  private lists(): Promise<Estimator> {
    this.estimator ??= readLists();
    return this.estimator;
  }
}
