import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextStories } from '../../database/context-stories.js';
import { EsignAcceptance } from './esign-acceptance.entity.js';

/** What was signed or declined in a login. */
@Injectable()
export class EsignStoryRepository implements OnModuleInit {
  constructor(private readonly stories: ContextStories) {}

  onModuleInit(): void {
    this.stories.add({
      title: 'document_decisions',
      place: 4,
      entity: EsignAcceptance,
      whose: 'context_id = $1',
      order: 'accepted_at, acceptance_id',
      properties: [
        'acceptanceId',
        'transactionId',
        'documentId',
        'version',
        'contentSha256',
        'decision',
        'ipAddress',
        'userAgent',
        'acceptedAt',
        'clientTimestamp',
      ],
    });
  }
}
