import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Meters } from '../../common/meters.js';
import { type AuditLog, CATEGORIES, SEVERITIES } from './audit-log.entity.js';

/** Counts rows that were written, not events that asked for one: an alert compares the two. */
@Injectable()
export class AuditRowMeter {
  private readonly rows: Counter<'category' | 'severity'>;

  constructor(meters: Meters) {
    const help = 'Rows added to the audit trail by this server';
    this.rows = meters.counter('sallyport_audit_rows_total', help, ['category', 'severity']);
    // From the start: the first row would otherwise be no rise, and the first login an alert.
    for (const category of CATEGORIES)
      for (const severity of SEVERITIES) this.rows.inc({ category, severity }, 0);
  }

  count({ eventCategory: category, eventSeverity: severity }: AuditLog): void {
    this.rows.inc({ category, severity });
  }
}
