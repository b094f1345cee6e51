import { ApiProperty } from '@nestjs/swagger';
import { CONTEXT_ID } from '../../../common/api-ids.js';
import type { Session } from '../../session/session.service.js';

export class UserSessionDto {
  @ApiProperty(CONTEXT_ID)
  session_id!: string;

  @ApiProperty()
  client_id!: string;

  @ApiProperty({ type: String, nullable: true })
  ip_address!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the browser sent it' })
  user_agent!: string | null;

  @ApiProperty({ type: [String], description: 'How the person proved themselves (RFC 8176)' })
  amr!: string[];

  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  @ApiProperty({ format: 'date-time' })
  last_activity_at!: string;

  @ApiProperty({ format: 'date-time', description: 'When it ends unless it is used before' })
  expires_at!: string;

  static of(session: Session): UserSessionDto {
    return {
      session_id: session.sessionId,
      client_id: session.clientId,
      ip_address: session.ipAddress,
      user_agent: session.userAgent,
      amr: [...session.amr],
      created_at: session.createdAt.toISOString(),
      last_activity_at: session.lastActivityAt.toISOString(),
      expires_at: session.expiresAt.toISOString(),
    };
  }
}

export class UserSessionsDto {
  @ApiProperty({ type: [UserSessionDto], description: 'Those that are alive, newest first' })
  sessions!: UserSessionDto[];
}

export class SessionsEndedDto {
  @ApiProperty({ enum: [true] })
  success!: true;

  @ApiProperty({ type: 'integer', description: 'How many sessions were ended' })
  revoked!: number;
}

export class AcceptedDto {
  @ApiProperty({ enum: [true] })
  success!: true;
}
