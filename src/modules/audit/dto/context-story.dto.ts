import { ApiProperty } from '@nestjs/swagger';
import type { ContextStory } from '../context-story.service.js';
import { AuditLogDto } from './audit-log.dto.js';

const rows = (description: string): PropertyDecorator =>
  ApiProperty({ description, type: 'array', items: { type: 'object', additionalProperties: true } });

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Rows of tables, of each what may be told: no secret, and no hash of one. */
export class ContextStoryDto {
  @ApiProperty()
  context_id!: string;

  @rows('The login: one row, or none when it is so old that it was removed')
  login!: Rows;

  @rows('Its steps, in order')
  transactions!: Rows;

  @rows('What the risk service said')
  evaluations!: Rows;

  @rows('Documents signed or declined')
  document_decisions!: Rows;

  @rows('The session that it became: one row, or none')
  sessions!: Rows;

  @rows('Every token of the session, oldest first')
  tokens!: Rows;

  @rows('Hand-offs to other apps')
  hand_offs!: Rows;

  @ApiProperty({ type: [AuditLogDto], description: 'What happened, oldest first' })
  events!: AuditLogDto[];

  @ApiProperty({
    type: [String],
    description: 'Which of these hold more than the thousand rows that are told',
  })
  cut!: string[];

  static of({ contextId, chapters, events, cut }: ContextStory): ContextStoryDto {
    const told = Object.fromEntries(chapters.map(({ title, rows: found }) => [title, found]));
    return {
      context_id: contextId,
      ...(told as Pick<ContextStoryDto, Chapters>),
      events: events.map((row) => AuditLogDto.of(row)),
      cut: [...cut],
    };
  }
}

type Chapters = Exclude<keyof ContextStoryDto, 'context_id' | 'events' | 'cut'>;
