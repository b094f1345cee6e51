import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { Token } from './token.entity.js';

/** What tokens hold of a person: in their claims the names, which the export shows elsewhere. */
@Injectable()
export class TokenPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.tables.add({
      entity: Token,
      // A token names its person in sealed claims only, so it is found by its session.
      whose: 'session_id IN (SELECT s.session_id FROM sessions s WHERE s.cupid = $1)',
      erased: 'remove',
    });
  }
}
