import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { AuthContext } from './auth-context.entity.js';
import { AuthTransaction } from './auth-transaction.entity.js';

/** What logins hold of a person. */
@Injectable()
export class AuthFlowPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.tables.add({
      entity: AuthContext,
      whose: 'cupid = $1',
      shown: {
        as: 'logins',
        key: 'contextId',
        properties: [
          'contextId',
          'outcome',
          'appId',
          'appVersion',
          'ipAddress',
          'userAgent',
          'createdAt',
          'completedAt',
        ],
      },
      erased: 'guid = NULL, ip_address = NULL, user_agent = NULL, device_fingerprint_hash = NULL',
    });
    this.tables.add({
      entity: AuthTransaction,
      whose: 'context_id IN (SELECT c.context_id FROM auth_contexts c WHERE c.cupid = $1)',
      // The doors of a login name the person by the cupid and the device by a hash, and what is left of one is still refused.
      erased: 'keep',
    });
  }
}
