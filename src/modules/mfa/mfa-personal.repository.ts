import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { MfaFactor } from './mfa-factor.entity.js';

/** How a person has fared with the second factor. */
@Injectable()
export class MfaPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.tables.add({
      entity: MfaFactor,
      whose: 'cupid = $1',
      shown: {
        as: 'second_factors',
        key: 'factorType',
        properties: ['factorType', 'consecutiveFailures', 'lockedUntil', 'lastFailureAt'],
      },
      erased: 'remove',
    });
  }
}
