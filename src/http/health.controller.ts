import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiProperty,
  ApiTags,
  ApiHeader,
  ApiServiceUnavailableResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RETRY_AFTER } from '../common/api-errors.js';
import { Clock } from '../common/clock.js';
import { isOneOf } from '../common/digest.js';
import type { Examined, Health } from '../common/health.js';
import { AnyClient, RateLimited } from '../common/route-marks.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { ReadinessCheck } from './readiness.js';

const HEALTH: readonly Health[] = ['OK', 'DEGRADED', 'UNAVAILABLE'];

export class DependencyDto {
  @ApiProperty({ example: 'database' })
  name!: string;

  @ApiProperty({ enum: HEALTH })
  status!: Health;

  @ApiProperty({ description: 'Milliseconds' })
  latency_ms!: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    example: { pool_open: 10, pool_idle: 9, pool_waiting: 0, pool_max: 50 },
  })
  details?: Readonly<Record<string, string | number>>;

  static of({ name, status, latencyMs, details }: Examined): DependencyDto {
    return { name, status, latency_ms: latencyMs, ...(details && { details }) };
  }
}

export class HealthDto {
  @ApiProperty({ enum: HEALTH, description: 'Only `UNAVAILABLE` goes with 503' })
  status!: Health;

  @ApiProperty({ format: 'date-time' })
  timestamp!: string;

  @ApiPropertyOptional({ type: [DependencyDto], description: 'Only with an x-api-key' })
  dependencies?: DependencyDto[];
}

@ApiTags('operations')
@AnyClient()
@RateLimited('none')
@Controller('health')
export class HealthController {
  constructor(
    private readonly clock: Clock,
    private readonly readiness: ReadinessCheck,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Whether the server answers' })
  @ApiOkResponse({ type: HealthDto })
  health(): HealthDto {
    return { status: 'OK', timestamp: this.clock.now().toISOString() };
  }

  @Get('live')
  @ApiOperation({ summary: 'For orchestrators: restart the server when this fails' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return this.health();
  }

  @Get('ready')
  @ApiOperation({ summary: 'For orchestrators: send no requests while this is 503' })
  @ApiHeader({ name: 'x-api-key', required: false, description: 'Shows each dependency' })
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: HealthDto, headers: RETRY_AFTER })
  async ready(
    @Headers('x-api-key') apiKey: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HealthDto> {
    const { status, dependencies } = await this.readiness.read();
    if (status === 'UNAVAILABLE') void reply.status(503).header('retry-after', '5');
    const health = { status, timestamp: this.clock.now().toISOString() };
    const isTrusted = apiKey !== undefined && isOneOf(apiKey, this.config.http.gatewayApiKeys);
    return isTrusted ? { ...health, dependencies: dependencies.map((one) => DependencyDto.of(one)) } : health;
  }
}
