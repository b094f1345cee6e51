import { Inject, Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { BreachedPasswords } from './breached-passwords.port.js';

const PREFIX_LENGTH = 5;

/** Whether a password became known somewhere else. */
@Injectable()
export class BreachCheck {
  private readonly logger = new Logger('breach-check');

  constructor(
    private readonly breached: BreachedPasswords,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** False when the list cannot be asked: then the other rules must do, or nobody could choose a password. */
  async knows(password: string): Promise<boolean> {
    if (!this.config.passwords.breachCheck) return false;
    const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
    try {
      const suffixes = await this.breached.suffixesOf(digest.slice(0, PREFIX_LENGTH));
      return suffixes.includes(digest.slice(PREFIX_LENGTH));
    } catch (error) {
      // Neither the digest nor its prefix: it would narrow the password down.
      this.logger.warn(
        `the list of breached passwords cannot be asked: ${error instanceof Error ? error.name : 'unknown error'}`,
      );
      return false;
    }
  }
}
