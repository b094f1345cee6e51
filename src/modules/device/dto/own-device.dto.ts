import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { TrustedDevice } from '../trusted-device.entity.js';

export class RenameDeviceDto {
  @ApiProperty({ example: 'My phone', minLength: 1, maxLength: 128 })
  @IsString()
  @Length(1, 128)
  device_name!: string;
}

export class OwnDeviceDto {
  @ApiProperty({ format: 'uuid' })
  device_id!: string;

  @ApiProperty({ type: String, nullable: true })
  device_name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  device_type!: string | null;

  @ApiProperty({ description: 'Whether the session of this request began on it' })
  current!: boolean;

  @ApiProperty({ format: 'date-time' })
  trusted_at!: string;

  @ApiProperty({ format: 'date-time' })
  last_used_at!: string;

  @ApiProperty({ format: 'date-time', description: 'When the trust ends unless the device is used before' })
  expires_at!: string;

  static of(device: TrustedDevice, currentFingerprint: string | null): OwnDeviceDto {
    return {
      device_id: device.deviceId,
      device_name: device.deviceName,
      device_type: device.deviceType,
      current: device.deviceFingerprintHash === currentFingerprint,
      trusted_at: device.trustedAt.toISOString(),
      last_used_at: device.lastUsedAt.toISOString(),
      expires_at: device.expiresAt.toISOString(),
    };
  }
}

export class OwnDevicesDto {
  @ApiProperty({ type: [OwnDeviceDto] })
  devices!: OwnDeviceDto[];
}
