import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addSeconds } from '../../common/clock.js';
import { RowJobs } from '../../database/row-jobs.js';

/** Seconds in which whoever finds their trust run out may bind the device anew, on the same row, before the job comes for it. */
const GRACE = 6 * 3_600;

/** Trust that has run out. */
@Injectable()
export class DeviceJobs implements OnModuleInit {
  constructor(private readonly rows: RowJobs) {}

  onModuleInit(): void {
    this.rows.add({
      name: 'expire-devices',
      description: 'Marks devices whose trust ran out six hours ago as EXPIRED',
      everySeconds: 300,
      table: 'trusted_devices',
      key: 'device_id',
      where: `status = 'TRUSTED' AND expires_at <= $1`,
      oldest: 'expires_at',
      set: `status = 'EXPIRED', updated_at = $2`,
      parameters: (now) => ({ where: [addSeconds(now, -GRACE)], set: [now] }),
    });
  }
}
