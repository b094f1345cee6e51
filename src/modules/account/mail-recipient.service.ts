import { Inject, Injectable } from '@nestjs/common';
import { hmacSha256 } from '../../common/digest.js';
import { folded } from '../../common/folded.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';

/** Addresses that were typed, in a form by which their mails can be counted: one for all spellings that find one person. */
@Injectable()
export class MailRecipientService {
  private readonly key: string;

  constructor(random: Random, @Inject(APP_CONFIG) config: AppConfig) {
    this.key = config.mfa.otpSecret || random.token(32);
  }

  of(email: string): string {
    // Keyed, not just hashed: whoever has lists of addresses would find them again.
    return hmacSha256(this.key, `mail recipient:${folded(email)}`);
  }
}
