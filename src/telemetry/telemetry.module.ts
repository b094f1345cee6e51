import { Module } from '@nestjs/common';
import { Tracing } from '../common/tracing.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { EventMeters } from './event-meters.js';
import { HealthMeters } from './health-meters.js';
import { Traces } from './traces.js';

@Module({
  providers: [
    EventMeters,
    HealthMeters,
    {
      provide: Traces,
      useFactory: (tracing: Tracing, { telemetry }: AppConfig) => Traces.begin(tracing, telemetry.traces),
      inject: [Tracing, APP_CONFIG],
    },
  ],
})
export class TelemetryModule {}
