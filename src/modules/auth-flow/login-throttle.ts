import { Inject, Injectable } from '@nestjs/common';
import { addressKey } from '../../common/address-key.js';
import { sha256 } from '../../common/digest.js';
import { RateLimiter } from '../../common/rate-limiter.js';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { LoginRequest } from './login-request.js';
import { UsernamePseudonym } from './username-pseudonym.js';

/**
 * How often a password may be tried. A device from which the person has signed in before is counted by itself: whoever
 * floods their name, or their address, from elsewhere uses up nothing of theirs.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly limits: RateLimiter,
    private readonly pseudonym: UsernamePseudonym,
    private readonly request: RequestContext,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Counts one attempt. @returns whether the device is known @throws {TooManyRequests} */
  async admit({ username, deviceCookie, actionToken }: LoginRequest): Promise<boolean> {
    const person = this.pseudonym.of(username);
    const mark = markOf(person, nameOf(deviceCookie, actionToken));
    if (mark !== undefined && (await this.limits.isRemembered(mark))) {
      await this.limits.spend({ policy: 'login', key: `device:${mark}` });
      return true;
    }
    const address = addressKey(this.request.current.ipAddress);
    await this.limits.spend(
      { policy: 'login-address', key: address },
      { policy: 'login', key: `person:${person}` },
    );
    return false;
  }

  /** The password was right: the device is known from now on, by its cookie or the one it is about to get. */
  async remember({ username, deviceCookie, newDeviceCookie, actionToken }: LoginRequest): Promise<void> {
    const name = nameOf(deviceCookie ?? newDeviceCookie, actionToken);
    const mark = markOf(this.pseudonym.of(username), name);
    if (mark !== undefined) await this.limits.remember(mark, this.config.lifetimes.deviceTrust);
  }
}

function nameOf(cookie: string | null, actionToken: string | null): string | undefined {
  if (cookie !== null) return sha256(`cookie:${cookie}`);
  return actionToken === null ? undefined : sha256(`action token:${actionToken}`);
}

function markOf(person: string, device: string | undefined): string | undefined {
  return device === undefined ? undefined : `${person}:${device}`;
}
