import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { EsignAcceptance } from './esign-acceptance.entity.js';

/** What a person signed or declined. That they did remains, as evidence, under the cupid. */
@Injectable()
export class EsignPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.tables.add({
      entity: EsignAcceptance,
      whose: 'cupid = $1',
      shown: {
        as: 'document_decisions',
        key: 'acceptanceId',
        properties: ['documentId', 'version', 'decision', 'ipAddress', 'userAgent', 'acceptedAt'],
      },
      erased: 'ip_address = NULL, user_agent = NULL',
    });
  }
}
