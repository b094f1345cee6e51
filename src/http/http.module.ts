import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ClientGuard } from './client.guard.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { ReadinessCheck } from './readiness.js';
import { Refusals } from './refusals.js';

@Module({
  controllers: [HealthController, MetricsController],
  providers: [ReadinessCheck, Refusals, Metrics, { provide: APP_GUARD, useClass: ClientGuard }],
})
export class HttpModule {}
