import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextStories } from '../../database/context-stories.js';
import { DrsEvaluation } from './drs-evaluation.entity.js';

/** What the risk service said of a login. */
@Injectable()
export class DeviceStoryRepository implements OnModuleInit {
  constructor(private readonly stories: ContextStories) {}

  onModuleInit(): void {
    this.stories.add({
      title: 'evaluations',
      place: 3,
      entity: DrsEvaluation,
      whose: 'context_id = $1',
      order: 'created_at, evaluation_id',
      properties: [
        'evaluationId',
        'riskScore',
        'riskLevel',
        'recommendation',
        'deviceId',
        'deviceReputation',
        'behavioralScore',
        'velocityScore',
        'locationRisk',
        'createdAt',
      ],
    });
  }
}
