import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextStories } from '../../database/context-stories.js';
import { Session } from './session.entity.js';

/** The session that a login became. */
@Injectable()
export class SessionStoryRepository implements OnModuleInit {
  constructor(private readonly stories: ContextStories) {}

  onModuleInit(): void {
    this.stories.add({
      title: 'sessions',
      place: 5,
      entity: Session,
      whose: 'session_id = $1',
      order: 'session_id',
      properties: [
        'sessionId',
        'cupid',
        'clientId',
        'status',
        'amr',
        'acr',
        'scope',
        'ipAddress',
        'userAgent',
        'authTime',
        'createdAt',
        'updatedAt',
        'lastActivityAt',
        'expiresAt',
        'absoluteExpiresAt',
        'revokedAt',
        'revokedBy',
        'revokeReason',
      ],
    });
  }
}
