import { ApiProperty } from '@nestjs/swagger';
import { CONTEXT_ID } from '../../../common/api-ids.js';
import type { Session } from '../session.entity.js';
import { describeUserAgent } from '../user-agent-words.js';

export class OwnSessionDto {
  @ApiProperty(CONTEXT_ID)
  session_id!: string;

  @ApiProperty({ description: 'Whether it is the session this request belongs to' })
  current!: boolean;

  @ApiProperty({ type: String, nullable: true })
  ip_address!: string | null;

  @ApiProperty({ example: 'Firefox on Linux' })
  user_agent!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  last_activity_at!: string;

  @ApiProperty({ format: 'date-time', description: 'When it ends unless it is used before' })
  expires_at!: string;

  static of(session: Session, currentSessionId: string): OwnSessionDto {
    return {
      session_id: session.sessionId,
      current: session.sessionId === currentSessionId,
      ip_address: session.ipAddress,
      user_agent: describeUserAgent(session.userAgent),
      created_at: session.createdAt.toISOString(),
      last_activity_at: session.lastActivityAt.toISOString(),
      expires_at: session.expiresAt.toISOString(),
    };
  }
}

export class OwnSessionsDto {
  @ApiProperty({ type: [OwnSessionDto] })
  sessions!: OwnSessionDto[];
}

export class RevokedDto {
  @ApiProperty({ enum: [true] })
  success!: true;

  @ApiProperty({ type: 'integer', description: 'How many sessions were ended' })
  revoked!: number;
}
