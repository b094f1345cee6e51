import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { EventCategory, EventOutcome, EventSeverity } from '../../../common/domain-event.js';
import type { AuditFilter } from '../audit-filter.js';
import { CATEGORIES, OUTCOMES, SEVERITIES } from '../audit-log.entity.js';
import { OptionalInstant, toInstant } from './instant.js';

const OptionalId = (description: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ description }), IsOptional(), IsString(), Length(1, 64));

/** What the rows have in common; each narrows the search. */
class AuditCommonQuery {
  @OptionalId('A person')
  cupid?: string;

  @OptionalId('A login')
  context_id?: string;

  @OptionalId('A step of a login')
  transaction_id?: string;

  @OptionalId('A session')
  session_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A request' })
  @IsOptional()
  @Matches(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, { message: 'must be a UUID' })
  correlation_id?: string;

  @ApiPropertyOptional({ example: 'auth.login.failed' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9_.]{0,63}$/, { message: 'must be like auth.login.failed' })
  event_type?: string;

  @ApiPropertyOptional({ enum: CATEGORIES })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: EventCategory;

  @ApiPropertyOptional({ enum: SEVERITIES })
  @IsOptional()
  @IsIn(SEVERITIES)
  severity?: EventSeverity;

  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: EventOutcome;

  @OptionalInstant('From this instant on')
  from?: string;

  static toFilter(query: AuditCommonQuery & { readonly to?: string }): AuditFilter {
    const { context_id, transaction_id, session_id, correlation_id, cupid, event_type } = query;
    const { category, severity, outcome } = query;
    return {
      contextId: context_id,
      transactionId: transaction_id,
      sessionId: session_id,
      correlationId: correlation_id?.toLowerCase(),
      cupid,
      eventType: event_type,
      severity,
      outcome,
      category,
      from: toInstant(query.from),
      to: toInstant(query.to),
    };
  }
}

export class AuditFilterQuery extends AuditCommonQuery {
  @OptionalInstant('Before this instant')
  to?: string;
}

export class AuditPageQuery extends AuditFilterQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  @ApiPropertyOptional({
    description: 'The `next_cursor` of the page before; good for the same filters and administrator alone',
  })
  @IsOptional()
  @IsString()
  @Length(1, 256)
  cursor?: string;
}

export class AuditTailQuery extends AuditCommonQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 900,
    description: 'Ends after so many seconds; with 0 it sends what is there, and no more',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(900)
  seconds?: number;
}
