import { Inject, Injectable } from '@nestjs/common';
import { addressKey } from '../../common/address-key.js';
import { sha256 } from '../../common/digest.js';
import { type Charge, MARK_SECONDS, RateLimiter } from '../../common/rate-limiter.js';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { LoginRequest } from './login-request.js';
import { UsernamePseudonym } from './username-pseudonym.js';

/** What is known of where a login comes from. */
export interface Admission {
  /** The person has signed in on this device before. */
  readonly isKnownDevice: boolean;
  /** Whether the mark of the device is so fresh that it need not be written again. */
  readonly isRemembered: boolean;
}

/**
 * How often a password may be tried. A device on which the person has signed in before is counted by itself: whoever floods
 * their name from elsewhere uses up nothing of theirs. Not so an address: anybody may be part of one, and would learn there who is.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly limits: RateLimiter,
    private readonly pseudonym: UsernamePseudonym,
    private readonly request: RequestContext,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Counts one attempt. @throws {TooManyRequests} */
  async admit(login: LoginRequest): Promise<Admission> {
    const person = this.pseudonym.of(login.username);
    const device = this.deviceOf(login.deviceCookie, login.actionToken);
    const mark = device === undefined ? null : markOf(person, device);
    const left = mark === null ? 0 : await this.limits.rememberedFor(mark);
    await this.limits.spend(...(mark !== null && left > 0 ? ofDevice(mark) : this.ofStranger(person)));
    return { isKnownDevice: left > 0, isRemembered: left > MARK_SECONDS / 2 };
  }

  /** The password was right: the device is known from now on, by its cookie or the one it is about to get. */
  async remember({ username, deviceCookie, newDeviceCookie, actionToken }: LoginRequest): Promise<void> {
    const device = this.deviceOf(deviceCookie ?? newDeviceCookie, actionToken);
    if (device !== undefined) await this.limits.remember(markOf(this.pseudonym.of(username), device));
  }

  private ofStranger(person: string): Charge[] {
    const address = addressKey(this.request.current.ipAddress);
    return [
      { policy: 'login-address', key: address },
      { policy: 'login', key: `person:${person}` },
    ];
  }

  private deviceOf(cookie: string | null, actionToken: string | null): string | undefined {
    if (cookie !== null) return sha256(`cookie:${cookie}`);
    // A real risk service takes an action token once, so that the next one says nothing of a device.
    const isStable = this.config.adapters.riskService === 'simulator';
    return actionToken !== null && isStable ? sha256(`action token:${actionToken}`) : undefined;
  }
}

/** Not by address: no flood from a device's own address shall keep it out. */
function ofDevice(mark: string): Charge[] {
  return [{ policy: 'login', key: `known:${mark}` }];
}

function markOf(person: string, device: string): string {
  return `${person}:${device}`;
}
