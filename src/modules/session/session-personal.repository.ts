import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { Session } from './session.entity.js';

/** What sessions hold of a person. */
@Injectable()
export class SessionPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.tables.add({
      entity: Session,
      whose: 'cupid = $1',
      shown: {
        as: 'sessions',
        key: 'sessionId',
        properties: [
          'sessionId',
          'clientId',
          'status',
          'ipAddress',
          'userAgent',
          'amr',
          'acr',
          'scope',
          'createdAt',
          'lastActivityAt',
          'expiresAt',
          'revokedAt',
          'revokeReason',
        ],
      },
      erased: 'ip_address = NULL, user_agent = NULL, device_fingerprint_hash = NULL',
    });
  }
}
