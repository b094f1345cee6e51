import { Inject, Injectable } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { BreachedPasswords } from '../modules/account/breached-passwords.port.js';

const PATIENCE_MS = 2_000;
/** `suffix:count`; a count of 0 is padding, which hides how long the answer would have been. */
const ENTRY = /^([0-9A-F]{35}):(\d+)$/;

/** Have I Been Pwned's list of passwords, or a copy of it. */
@Injectable()
export class PwnedPasswords extends BreachedPasswords {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {
    super();
  }

  async suffixesOf(prefix: string): Promise<readonly string[]> {
    const response = await fetch(`${this.config.passwords.breachCheckUrl}/${prefix}`, {
      headers: { 'add-padding': 'true', 'user-agent': 'sallyport' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const lines = (await response.text()).split(/\r?\n/);
    return lines.flatMap((line) => {
      const [, suffix, count] = ENTRY.exec(line.toUpperCase()) ?? [];
      return suffix !== undefined && Number(count) > 0 ? [suffix] : [];
    });
  }
}
