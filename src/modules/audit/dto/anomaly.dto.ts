import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ANOMALIES, type AnomalyKind, BURSTS, USUAL_WINDOW } from '../anomaly-kinds.js';
import type { Anomaly, AnomalyQuestion, AnomalyReport } from '../anomaly.service.js';
import { OptionalInstant, toInstant } from './instant.js';

const USUAL = Object.entries(BURSTS)
  .map(([kind, failures]) => `${failures} for ${kind}`)
  .join(', ');

export class AnomalyQuery {
  @OptionalInstant('From this instant on; a day before `to` when absent, at most seven days before it')
  from?: string;

  @OptionalInstant('Before this instant; now when absent')
  to?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 3600,
    default: USUAL_WINDOW,
    description: 'Within so many seconds',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3600)
  window_seconds?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 2,
    maximum: 10_000,
    description: `So many failures are a burst; when absent ${USUAL}`,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(10_000)
  min_failures?: number;

  static toQuestion(query: AnomalyQuery): AnomalyQuestion {
    return {
      from: toInstant(query.from),
      to: toInstant(query.to),
      windowSeconds: query.window_seconds,
      minFailures: query.min_failures,
    };
  }
}

export class AnomalyDto {
  @ApiProperty({ enum: ANOMALIES })
  kind!: AnomalyKind;

  @ApiProperty({ description: 'The person, pseudonym of a name, address or app' })
  subject!: string;

  @ApiProperty({ type: 'integer', description: 'How many events' })
  count!: number;

  @ApiProperty({ format: 'date-time' })
  first_at!: string;

  @ApiProperty({ format: 'date-time' })
  last_at!: string;

  @ApiProperty({ type: [String], description: 'The `log_id` of the first five events' })
  event_ids!: string[];

  static of({ kind, subject, count, firstAt, lastAt, eventIds }: Anomaly): AnomalyDto {
    return {
      kind,
      subject,
      count,
      first_at: firstAt.toISOString(),
      last_at: lastAt.toISOString(),
      event_ids: [...eventIds],
    };
  }
}

export class AnomaliesDto {
  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;

  @ApiProperty({ type: 'integer' })
  window_seconds!: number;

  @ApiProperty({ type: [AnomalyDto], description: 'By kind, then by count; at most a hundred of a kind' })
  anomalies!: AnomalyDto[];

  static of({ from, to, window, anomalies }: AnomalyReport): AnomaliesDto {
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      window_seconds: window,
      anomalies: anomalies.map((anomaly) => AnomalyDto.of(anomaly)),
    };
  }
}
