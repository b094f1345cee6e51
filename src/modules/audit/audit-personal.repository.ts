import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { AuditLog } from './audit-log.entity.js';

/** What happened to a person, or by their hand. Nothing of it is ever changed; it names them by the cupid alone. */
@Injectable()
export class AuditPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.tables.add({
      entity: AuditLog,
      whose: 'cupid = $1',
      // Not the details: they name administrators, who are persons too.
      shown: {
        as: 'audit_events',
        key: 'logId',
        properties: [
          'eventTimestamp',
          'eventType',
          'eventOutcome',
          'errorCode',
          'contextId',
          'ipAddress',
          'userAgent',
        ],
      },
      erased: 'keep',
    });
  }
}
