import { Inject, Injectable } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { SEVERITIES } from '../../config/audit-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import type { AuditLog } from './audit-log.entity.js';
import { OutboxMessageRepository } from './outbox-message.repository.js';

/** Notes which events are to be sent, in the unit of work that made them true. */
@Injectable()
export class SiemOutbox {
  private readonly wanted: ReadonlySet<string>;

  constructor(
    private readonly messages: OutboxMessageRepository,
    @Inject(APP_CONFIG) { audit: { siem } }: AppConfig,
  ) {
    this.wanted = new Set(siem ? SEVERITIES.slice(SEVERITIES.indexOf(siem.minSeverity)) : []);
  }

  add(event: AuditLog): void {
    if (this.wanted.has(event.eventSeverity)) this.messages.add(event);
  }
}
