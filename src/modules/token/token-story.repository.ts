import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextStories } from '../../database/context-stories.js';
import { Token } from './token.entity.js';

/** The tokens of the session that a login became, generation by generation. */
@Injectable()
export class TokenStoryRepository implements OnModuleInit {
  constructor(private readonly stories: ContextStories) {}

  onModuleInit(): void {
    this.stories.add({
      title: 'tokens',
      place: 6,
      entity: Token,
      whose: 'session_id = $1',
      order: 'created_at, token_id',
      properties: [
        'tokenId',
        'tokenType',
        'kid',
        'parentTokenId',
        'status',
        'revokeReason',
        'createdAt',
        'updatedAt',
        'expiresAt',
        'rotatedAt',
      ],
    });
  }
}
