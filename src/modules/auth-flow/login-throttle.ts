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
  /** The person has signed in on this device before. An address is no device: anybody may be part of it. */
  readonly isKnownDevice: boolean;
  /** Whether the mark of the device is so fresh that it need not be written again. */
  readonly isRemembered: boolean;
}

/**
 * How often a password may be tried. Where the person has signed in before, on this device or, if the client names none, from
 * this address, they are counted by themselves: whoever floods their name from elsewhere uses up nothing of theirs.
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
    const mark = this.markOf(person, device);
    const left = await this.limits.rememberedFor(mark);
    const charges: Charge[] = [{ policy: 'login', key: left > 0 ? `known:${mark}` : `person:${person}` }];
    // A device says who it is, and no flood from its own address shall keep it out; of an address anybody may be part.
    if (left === 0 || device === undefined)
      charges.unshift({ policy: 'login-address', key: this.addressKey });
    await this.limits.spend(...charges);
    return { isKnownDevice: left > 0 && device !== undefined, isRemembered: left > MARK_SECONDS / 2 };
  }

  /** The password was right: the device is known from now on, by its cookie or the one it is about to get. */
  async remember({ username, deviceCookie, newDeviceCookie, actionToken }: LoginRequest): Promise<void> {
    const device = this.deviceOf(deviceCookie ?? newDeviceCookie, actionToken);
    await this.limits.remember(this.markOf(this.pseudonym.of(username), device));
  }

  private deviceOf(cookie: string | null, actionToken: string | null): string | undefined {
    if (cookie !== null) return sha256(`cookie:${cookie}`);
    // A real risk service takes an action token once, so that the next one says nothing of a device.
    const isStable = this.config.adapters.riskService === 'simulator';
    return actionToken !== null && isStable ? sha256(`action token:${actionToken}`) : undefined;
  }

  private markOf(person: string, device: string | undefined): string {
    return `${person}:${device ?? this.addressKey}`;
  }

  private get addressKey(): string {
    return addressKey(this.request.current.ipAddress);
  }
}
