import { Inject, Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { DeviceBindDeclined, DeviceBound, DeviceTrustRevoked } from './device.events.js';
import { type DeviceNames, knownFingerprints } from './named-device.js';
import { TrustedDeviceRepository } from './trusted-device.repository.js';

export { bindingFingerprint, type DeviceNames } from './named-device.js';

/** Whose device, in which app, and in which login it is bound. */
export interface Binding {
  readonly contextId: string;
  readonly transactionId: string;
  readonly cupid: string;
  readonly fingerprint: string;
  readonly appId: string;
  readonly appVersion: string | null;
}

@Injectable()
export class DeviceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly devices: TrustedDeviceRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly random: Random,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** The id of the person's trusted device that this login names, or undefined. A changed password ends older trust. */
  async findTrusted(
    cupid: string,
    names: DeviceNames,
    appId: string,
    passwordChangedAt: Date | null,
  ): Promise<string | undefined> {
    const known = knownFingerprints(names);
    if (known.length === 0) return undefined;
    const trusted = await this.unitOfWork.read(() => this.devices.findTrusted(cupid, this.clock.now()));
    return trusted.find(
      (device) =>
        device.appId === appId &&
        known.includes(device.deviceFingerprintHash) &&
        (passwordChangedAt === null || device.trustedAt.getTime() > passwordChangedAt.getTime()),
    )?.deviceId;
  }

  /** Notes in the running unit that a trusted device was used: its trust lasts longer. */
  touch(deviceId: string): void {
    this.use(deviceId);
  }

  /** The same where the device stands in for something: the running unit is abandoned at its end if it is trusted no more. */
  relyOn(deviceId: string): void {
    this.use(deviceId, 'OVERTAKEN');
  }

  /** Trusts the device from now on, in the running unit. */
  bind({ contextId, transactionId, cupid, fingerprint, appId, appVersion }: Binding): void {
    const now = this.clock.now();
    this.devices.trust({
      deviceId: this.random.orderedId(now),
      cupid,
      deviceFingerprintHash: fingerprint,
      appId,
      deviceName: null,
      deviceType: null,
      osVersion: null,
      appVersion,
      status: 'TRUSTED',
      revokeReason: null,
      trustedAt: now,
      lastUsedAt: now,
      createdAt: now,
      updatedAt: now,
      expiresAt: addSeconds(now, this.config.lifetimes.deviceTrust),
    });
    this.events.publish(new DeviceBound({ contextId, transactionId, cupid }));
  }

  declineBinding({
    contextId,
    transactionId,
    cupid,
  }: Pick<Binding, 'contextId' | 'transactionId' | 'cupid'>): void {
    this.events.publish(new DeviceBindDeclined({ contextId, transactionId, cupid }));
  }

  /** Ends every trust of a person. @returns how many devices */
  revokeAll(cupid: string, reason: string): Promise<number> {
    return this.unitOfWork.run(async () => {
      const ended = await this.devices.revokeAll(cupid, reason, this.clock.now());
      for (const deviceId of ended)
        this.events.publish(new DeviceTrustRevoked({ cupid }, { device_id: deviceId, reason }));
      return ended.length;
    });
  }

  private use(deviceId: string, demand?: string): void {
    const now = this.clock.now();
    this.devices.touch(deviceId, addSeconds(now, this.config.lifetimes.deviceTrust), now, demand);
  }
}
