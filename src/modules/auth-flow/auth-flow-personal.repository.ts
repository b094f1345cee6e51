import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuthContext } from './auth-context.entity.js';
import { AuthTransaction } from './auth-transaction.entity.js';

/** What logins hold of a person. */
@Injectable()
export class AuthFlowPersonalRepository implements OnModuleInit {
  constructor(
    private readonly tables: PersonalTables,
    private readonly unitOfWork: UnitOfWork,
  ) {}

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
    this.addTransactions();
  }

  /**
   * The doors of a login name the person by the cupid, the device by its id or a hash, and what is left of one is still
   * refused. Only of those at which a document was signed or declined is anything erased: no others are written for it.
   */
  private addTransactions(): void {
    this.tables.add({
      entity: AuthTransaction,
      whose: `transaction_type = 'ESIGN_ACCEPT'
        AND context_id IN (SELECT c.context_id FROM auth_contexts c WHERE c.cupid = $1)`,
      erased: `metadata = ${this.unitOfWork.dialect.withoutKey('metadata', 'decline_reason')}`,
    });
  }
}
