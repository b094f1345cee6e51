import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RowJobs } from '../../database/row-jobs.js';

/** Trust that has run out. */
@Injectable()
export class DeviceJobs implements OnModuleInit {
  constructor(private readonly rows: RowJobs) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'expire-devices',
      description: 'Marks trusted devices whose time is up as EXPIRED',
      everySeconds: 300,
      table: 'trusted_devices',
      key: 'device_id',
      where: `status = 'TRUSTED' AND expires_at <= $1`,
      oldest: 'expires_at',
      set: `status = 'EXPIRED', updated_at = $2`,
      parameters: (now) => ({ where: [now], set: [now] }),
    });
  }
}
