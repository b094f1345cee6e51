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
import { AnyClient, RateLimited } from '../common/route-marks.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { DependencyProbe } from './dependency-probe.js';

export class DependencyDto {
  @ApiProperty({ example: 'database' })
  name!: string;

  @ApiProperty({ enum: ['OK', 'UNAVAILABLE'] })
  status!: 'OK' | 'UNAVAILABLE';

  @ApiProperty({ description: 'Milliseconds' })
  latency_ms!: number;
}

export class HealthDto {
  @ApiProperty({ enum: ['OK', 'UNAVAILABLE'] })
  status!: 'OK' | 'UNAVAILABLE';

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
    private readonly probe: DependencyProbe,
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
    const database = await this.probe.database();
    if (database.status !== 'OK') void reply.status(503).header('retry-after', '5');
    const health = { status: database.status, timestamp: this.clock.now().toISOString() };
    const isTrusted = apiKey !== undefined && isOneOf(apiKey, this.config.http.gatewayApiKeys);
    return isTrusted ? { ...health, dependencies: [database] } : health;
  }
}
