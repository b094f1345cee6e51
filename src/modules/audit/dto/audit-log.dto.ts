import { ApiProperty } from '@nestjs/swagger';
import type { EventCategory, EventOutcome, EventSeverity } from '../../../common/domain-event.js';
import { type AuditLog, CATEGORIES, OUTCOMES, SEVERITIES } from '../audit-log.entity.js';
import type { AuditPage } from '../audit-search.service.js';

const NULLABLE = { type: String, nullable: true } as const;

/** One thing that happened, as the row has it. */
export class AuditLogDto {
  @ApiProperty({ format: 'uuid' })
  log_id!: string;

  @ApiProperty({ format: 'date-time' })
  event_timestamp!: string;

  @ApiProperty({ example: 'auth.login.failed' })
  event_type!: string;

  @ApiProperty({ enum: CATEGORIES })
  event_category!: EventCategory;

  @ApiProperty({ enum: SEVERITIES })
  event_severity!: EventSeverity;

  @ApiProperty({ enum: OUTCOMES })
  event_outcome!: EventOutcome;

  @ApiProperty(NULLABLE)
  context_id!: string | null;

  @ApiProperty(NULLABLE)
  transaction_id!: string | null;

  @ApiProperty(NULLABLE)
  session_id!: string | null;

  @ApiProperty(NULLABLE)
  cupid!: string | null;

  @ApiProperty({ format: 'uuid' })
  correlation_id!: string;

  @ApiProperty(NULLABLE)
  ip_address!: string | null;

  @ApiProperty(NULLABLE)
  user_agent!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What else is known: ids, no secrets',
  })
  event_details!: Readonly<Record<string, unknown>>;

  @ApiProperty(NULLABLE)
  error_code!: string | null;

  @ApiProperty(NULLABLE)
  error_message!: string | null;

  static of(row: AuditLog): AuditLogDto {
    return {
      log_id: row.logId,
      event_timestamp: row.eventTimestamp.toISOString(),
      event_type: row.eventType,
      event_category: row.eventCategory,
      event_severity: row.eventSeverity,
      event_outcome: row.eventOutcome,
      context_id: row.contextId,
      transaction_id: row.transactionId,
      session_id: row.sessionId,
      cupid: row.cupid,
      correlation_id: row.correlationId,
      ip_address: row.ipAddress,
      user_agent: row.userAgent,
      event_details: row.eventDetails,
      error_code: row.errorCode,
      error_message: row.errorMessage,
    };
  }
}

export class AuditLogsDto {
  @ApiProperty({ type: [AuditLogDto], description: 'Newest first' })
  events!: AuditLogDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next_cursor!: string | null;

  static of({ rows, nextCursor }: AuditPage): AuditLogsDto {
    return { events: rows.map((row) => AuditLogDto.of(row)), next_cursor: nextCursor };
  }
}
