import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { NullableVarchar, oneOf, Sealed, Timestamp, Varchar } from '../../database/columns.js';

export const DEVICE_STATUSES = ['TRUSTED', 'REVOKED', 'EXPIRED'] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];

/** A device on which a person need not repeat the second factor. */
@Entity('trusted_devices')
@Check('chk_trusted_devices_status', oneOf('status', DEVICE_STATUSES))
@Check('chk_trusted_devices_expiry', 'expires_at > created_at')
@Index('uq_trusted_devices_trusted', ['cupid', 'deviceFingerprintHash', 'appId'], {
  unique: true,
  where: `status = 'TRUSTED'`,
})
@Index('idx_trusted_devices_cupid', ['cupid'])
@Index('idx_trusted_devices_trusted_expiry', ['expiresAt'], { where: `status = 'TRUSTED'` })
export class TrustedDevice {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_trusted_devices' })
  deviceId!: string;

  @Varchar(64)
  cupid!: string;

  @Varchar(64)
  deviceFingerprintHash!: string;

  /** Empty when the login named no app: NULL would slip past the unique index. */
  @Varchar(64)
  appId!: string;

  /** As the person calls it. */
  @Sealed()
  @NullableVarchar(1024)
  deviceName!: string | null;

  @NullableVarchar(32)
  deviceType!: string | null;

  @NullableVarchar(64)
  osVersion!: string | null;

  @NullableVarchar(32)
  appVersion!: string | null;

  @Varchar(16)
  status!: DeviceStatus;

  @NullableVarchar(64)
  revokeReason!: string | null;

  @Timestamp()
  trustedAt!: Date;

  @Timestamp()
  lastUsedAt!: Date;

  @Timestamp()
  createdAt!: Date;

  @Timestamp()
  updatedAt!: Date;

  @Timestamp()
  expiresAt!: Date;
}
