import { ApiProperty } from '@nestjs/swagger';
import type { User } from '../../account/user-record.service.js';
import type { AdministeredUser } from '../user-admin.service.js';

const NULLABLE_TIME = { type: String, format: 'date-time', nullable: true } as const;
const COUNT = { type: 'integer' } as const;

/** What wrong passwords have come to, from wherever the person is not known and from devices that are. */
export class PasswordLockDto {
  @ApiProperty({ ...COUNT, description: 'Since the last right password or lock' })
  failed_attempts!: number;

  @ApiProperty(NULLABLE_TIME)
  last_failed_at!: string | null;

  @ApiProperty(NULLABLE_TIME)
  locked_until!: string | null;

  @ApiProperty({ ...COUNT, description: 'Since the last right password' })
  locks!: number;

  @ApiProperty({ ...COUNT, description: 'The same three for devices that are known' })
  device_failed_attempts!: number;

  @ApiProperty(NULLABLE_TIME)
  device_locked_until!: string | null;

  @ApiProperty(COUNT)
  device_locks!: number;

  static of(user: User): PasswordLockDto {
    return {
      failed_attempts: user.failedLoginAttempts,
      last_failed_at: user.lastFailedLoginAt?.toISOString() ?? null,
      locked_until: user.lockedUntil?.toISOString() ?? null,
      locks: user.lockCount,
      device_failed_attempts: user.deviceFailedAttempts,
      device_locked_until: user.deviceLockedUntil?.toISOString() ?? null,
      device_locks: user.deviceLockCount,
    };
  }
}

/** What wrong codes have come to. */
export class FactorLockDto {
  @ApiProperty({ description: 'Kept from any second factor, until an administrator unlocks' })
  blocked!: boolean;

  @ApiProperty({ ...COUNT, description: 'Since the last right code or lock' })
  failed_attempts!: number;

  @ApiProperty(NULLABLE_TIME)
  locked_until!: string | null;

  @ApiProperty({ ...COUNT, description: 'Since the last right code' })
  locks!: number;

  static of({ mfaLocked }: User, factor: AdministeredUser['factor']): FactorLockDto {
    return {
      blocked: mfaLocked,
      failed_attempts: factor?.consecutiveFailures ?? 0,
      locked_until: factor?.lockedUntil?.toISOString() ?? null,
      locks: factor?.lockCount ?? 0,
    };
  }
}
