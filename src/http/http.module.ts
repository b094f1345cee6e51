import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ClientGuard } from './client.guard.js';
import { DependencyProbe } from './dependency-probe.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { Refusals } from './refusals.js';

@Module({
  controllers: [HealthController, MetricsController],
  providers: [DependencyProbe, Refusals, Metrics, { provide: APP_GUARD, useClass: ClientGuard }],
})
export class HttpModule {}
