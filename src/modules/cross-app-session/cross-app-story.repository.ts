import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextStories } from '../../database/context-stories.js';
import { CrossAppSession } from './cross-app-session.entity.js';

/** The hand-offs from the session that a login became; not those in the archive, which is not sought by session. */
@Injectable()
export class CrossAppStoryRepository implements OnModuleInit {
  constructor(private readonly stories: ContextStories) {}

  onModuleInit(): void {
    this.stories.add({
      title: 'hand_offs',
      place: 7,
      entity: CrossAppSession,
      whose: 'session_id = $1',
      order: 'created_at, id',
      properties: [
        'id',
        'accountId',
        'sourceApp',
        'targetApp',
        'ipAddress',
        'userAgent',
        'createdAt',
        'usedAt',
        'revokedAt',
        'expiresAt',
      ],
    });
  }
}
