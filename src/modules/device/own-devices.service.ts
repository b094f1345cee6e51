import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import type { Principal } from '../../common/principal.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { DeviceNotFound } from './device.errors.js';
import { DeviceRenamed, DeviceTrustRevoked } from './device.events.js';
import type { TrustedDevice } from './trusted-device.entity.js';
import { TrustedDeviceRepository } from './trusted-device.repository.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What people may see and do of the devices they trust. */
@Injectable()
export class OwnDevicesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly devices: TrustedDeviceRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  list({ cupid }: Principal): Promise<TrustedDevice[]> {
    return this.unitOfWork.read(() => this.devices.findTrusted(cupid, this.clock.now()));
  }

  /** @throws {DeviceNotFound} also for another person's */
  async rename({ cupid, sessionId }: Principal, deviceId: string, name: string): Promise<TrustedDevice> {
    assertId(deviceId);
    const renamed = await this.unitOfWork.run(async () => {
      const device = await this.devices.rename(deviceId, cupid, name, this.clock.now());
      if (device) this.events.publish(new DeviceRenamed({ sessionId, cupid }, { device_id: deviceId }));
      return device;
    });
    if (!renamed) throw new DeviceNotFound();
    return renamed;
  }

  /** The next login on it needs the second factor again. @throws {DeviceNotFound} also for another person's */
  async remove({ cupid, sessionId }: Principal, deviceId: string): Promise<void> {
    assertId(deviceId);
    const removed = await this.unitOfWork.run(async () => {
      const isRemoved = await this.devices.revoke(deviceId, cupid, 'USER_REMOVED', this.clock.now());
      const details = { device_id: deviceId, reason: 'USER_REMOVED' };
      if (isRemoved) this.events.publish(new DeviceTrustRevoked({ sessionId, cupid }, details));
      return isRemoved;
    });
    if (!removed) throw new DeviceNotFound();
  }
}

/** The column is a uuid: anything else would be an error of the database. */
function assertId(deviceId: string): void {
  if (!UUID.test(deviceId)) throw new DeviceNotFound();
}
