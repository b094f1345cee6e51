import { Inject, Injectable } from '@nestjs/common';
import { hmacSha256 } from '../../common/digest.js';
import { folded } from '../../common/folded.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';

/** Names that were typed, in a form by which they can be counted but not read back: one for all spellings that find one person. */
@Injectable()
export class UsernamePseudonym {
  private readonly key: string;

  constructor(random: Random, @Inject(APP_CONFIG) config: AppConfig) {
    this.key = config.mfa.otpSecret || random.token(32);
  }

  of(username: string): string {
    // Keyed, not just hashed: people type passwords into the wrong field, and those are few enough to be guessed.
    return hmacSha256(this.key, `user name:${folded(username)}`);
  }
}
