import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { CrossAppSessionArchive } from './cross-app-session-archive.entity.js';
import { CrossAppSession } from './cross-app-session.entity.js';

const SHOWN = [
  'id',
  'accountId',
  'sourceApp',
  'targetApp',
  'ipAddress',
  'userAgent',
  'createdAt',
  'usedAt',
  'revokedAt',
] as const;
/** The state is what an app gave along, and may say anything. */
const ERASED = 'state = NULL, ip_address = NULL, user_agent = NULL';

/** What hand-offs hold of a person. */
@Injectable()
export class CrossAppPersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    const common = { whose: 'user_id = $1', erased: ERASED };
    const shown = { key: 'id', properties: SHOWN } as const;
    // Before the archive: what has been moved there while this waits for it is found there next.
    this.tables.add({ ...common, entity: CrossAppSession, shown: { ...shown, as: 'hand_offs' } });
    this.tables.add({
      ...common,
      entity: CrossAppSessionArchive,
      shown: { ...shown, as: 'archived_hand_offs' },
    });
  }
}
