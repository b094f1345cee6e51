import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { TokenPurpose } from './account-token.entity.js';
import { AccountTokenRepository } from './account-token.repository.js';

const TOKEN_BYTES = 32;

/** A token that is about to be mailed, and the hours it is good for. */
export interface MintedToken {
  readonly link: string;
  readonly hours: number;
}

/** Tokens that travel by mail: 256 random bits, of which the hash is kept, and only the newest of a kind is good. */
@Injectable()
export class MailTokens {
  constructor(
    private readonly tokens: AccountTokenRepository,
    private readonly clock: Clock,
    private readonly random: Random,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Makes the link of a mail in the running unit; those of earlier mails lead nowhere from then on. */
  async mint(userId: string, emailLookup: string, purpose: TokenPurpose): Promise<MintedToken> {
    const now = this.clock.now();
    const token = this.random.token(TOKEN_BYTES);
    const { seconds, template } = this.settingsOf(purpose);
    await this.tokens.voidAll(userId, purpose, now);
    this.tokens.add({
      tokenHash: sha256(token),
      userId,
      purpose,
      emailLookup,
      createdAt: now,
      expiresAt: addSeconds(now, seconds),
      consumedAt: null,
      voidedAt: null,
    });
    return { link: template.replace('{token}', token), hours: seconds / 3_600 };
  }

  /** @returns whose it is, or undefined when it is of no use */
  ownerOf(token: string, purpose: TokenPurpose): Promise<string | undefined> {
    return this.tokens.ownerOf({ tokenHash: sha256(token), purpose, now: this.clock.now() });
  }

  /** Uses it up in the running unit. @returns whose it was, or undefined when it is of no use */
  redeem(token: string, purpose: TokenPurpose): Promise<string | undefined> {
    return this.tokens.redeem({ tokenHash: sha256(token), purpose, now: this.clock.now() });
  }

  /** A changed password leaves no link behind that could change it back. */
  voidResets(userId: string): Promise<void> {
    return this.tokens.voidAll(userId, 'PASSWORD_RESET', this.clock.now());
  }

  private settingsOf(purpose: TokenPurpose): { seconds: number; template: string } {
    const { lifetimes, links } = this.config;
    return purpose === 'PASSWORD_RESET'
      ? { seconds: lifetimes.passwordReset, template: links.resetPassword }
      : { seconds: lifetimes.emailVerification, template: links.verifyEmail };
  }
}
