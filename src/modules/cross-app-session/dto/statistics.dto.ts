import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class StatisticsQuery {
  @ApiPropertyOptional({
    format: 'date',
    description: 'First day in UTC; 30 days before the last when absent',
  })
  @IsOptional()
  @Matches(DAY, { message: 'must be a day like 2026-03-01' })
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day in UTC; today when absent' })
  @IsOptional()
  @Matches(DAY, { message: 'must be a day like 2026-03-01' })
  to?: string;
}

export class DailyHandOffsDto {
  @ApiProperty({ format: 'date', description: 'The day of creation, in UTC' })
  day!: string;

  @ApiProperty({ type: 'integer' })
  created!: number;

  @ApiProperty({ type: 'integer' })
  used!: number;

  @ApiProperty({ type: 'integer' })
  revoked!: number;

  @ApiProperty({ type: 'integer', description: 'Expired without having been used or revoked' })
  expired!: number;
}

export class StatisticsDto {
  @ApiProperty({ type: [DailyHandOffsDto] })
  days!: DailyHandOffsDto[];
}
