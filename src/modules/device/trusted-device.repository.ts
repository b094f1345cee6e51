import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { TrustedDevice } from './trusted-device.entity.js';

@Injectable()
export class TrustedDeviceRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  findTrusted(cupid: string, now: Date): Promise<TrustedDevice[]> {
    const sql = `SELECT {columns} FROM trusted_devices WHERE cupid = $1 AND status = 'TRUSTED' AND expires_at > $2
      ORDER BY last_used_at DESC, device_id`;
    return this.unitOfWork.entities(TrustedDevice, sql, [cupid, now]);
  }

  /** Trusts a device, or trusts it anew, when the unit ends: two logins that bind it at once leave one row. */
  trust(device: TrustedDevice): void {
    this.unitOfWork.insert(
      TrustedDevice,
      [device],
      `ON CONFLICT (cupid, device_fingerprint_hash, app_id) WHERE status = 'TRUSTED'
       DO UPDATE SET trusted_at = excluded.trusted_at, last_used_at = excluded.last_used_at,
                     updated_at = excluded.updated_at, expires_at = excluded.expires_at`,
    );
  }

  /** Pushes the end of a trust that has not run out on, when the unit ends. @param demand why the unit is abandoned otherwise */
  touch(deviceId: string, expiresAt: Date, now: Date, demand?: string): void {
    this.unitOfWork.defer(
      `UPDATE trusted_devices SET last_used_at = $2, updated_at = $2, expires_at = $3
        WHERE device_id = $1 AND status = 'TRUSTED' AND expires_at > $2`,
      [deviceId, now, expiresAt],
      demand,
    );
  }

  async rename(
    deviceId: string,
    cupid: string,
    deviceName: string,
    now: Date,
  ): Promise<TrustedDevice | undefined> {
    const [device] = await this.unitOfWork.entities(
      TrustedDevice,
      `UPDATE trusted_devices SET device_name = $3, updated_at = $4
        WHERE device_id = $1 AND cupid = $2 AND status = 'TRUSTED' AND expires_at > $4 RETURNING {columns}`,
      [
        deviceId,
        cupid,
        this.unitOfWork.sealsOf(TrustedDevice).seal('deviceName', deviceName, { deviceId }),
        now,
      ],
    );
    return device;
  }

  /** Ends the trust in one device of a person. @returns whether there was any */
  async revoke(deviceId: string, cupid: string, reason: string, now: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.query(
      `UPDATE trusted_devices SET status = 'REVOKED', revoke_reason = $3, updated_at = $4
        WHERE device_id = $1 AND cupid = $2 AND status = 'TRUSTED'`,
      [deviceId, cupid, reason, now],
    );
    return affected === 1;
  }

  /** Ends every trust of a person. @returns the ids of the devices */
  async revokeAll(cupid: string, reason: string, now: Date): Promise<string[]> {
    const { rows } = await this.unitOfWork.query(
      `UPDATE trusted_devices SET status = 'REVOKED', revoke_reason = $2, updated_at = $3
        WHERE cupid = $1 AND status = 'TRUSTED' RETURNING device_id`,
      [cupid, reason, now],
    );
    return rows.map((row) => row['device_id'] as string);
  }

  findByPerson(cupid: string): Promise<TrustedDevice[]> {
    const sql = 'SELECT {columns} FROM trusted_devices WHERE cupid = $1 ORDER BY trusted_at DESC';
    return this.unitOfWork.entities(TrustedDevice, sql, [cupid]);
  }

  /** Devices whose trust has run out and that nobody has marked yet, oldest first. */
  findOverdue(now: Date, limit: number): Promise<TrustedDevice[]> {
    const sql = `SELECT {columns} FROM trusted_devices WHERE status = 'TRUSTED' AND expires_at <= $1
      ORDER BY expires_at LIMIT $2`;
    return this.unitOfWork.entities(TrustedDevice, sql, [now, limit]);
  }
}
