import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Meters } from '../../common/meters.js';
import { FIGURE, Recent } from '../../common/recent.js';
import { Partitions } from '../../database/partitions.js';

const TABLE = 'audit_logs';
/** Has the months of the audit trail made and removed, and watches what has missed its month. */
@Injectable()
export class AuditPartitions implements OnModuleInit {
  constructor(
    private readonly partitions: Partitions,
    private readonly meters: Meters,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.partitions.add(TABLE);
    if (!this.partitions.exist) return;
    const rows = new Recent(this.clock, () => this.partitions.unfiledRows(TABLE), FIGURE);
    this.meters.gauge(
      'sallyport_audit_default_partition_rows',
      'Audit rows outside the partition of their month, counted up to 10000; anything above 0 means that a partition was missing',
      () => rows.get(),
    );
  }
}
