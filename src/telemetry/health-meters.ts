import { Injectable } from '@nestjs/common';
import { type Health, HealthProbes } from '../common/health.js';
import { Meters } from '../common/meters.js';

const FIGURES: Readonly<Record<Health, number>> = { OK: 1, DEGRADED: 0.5, UNAVAILABLE: 0 };

/** Shows Prometheus what /health/ready shows to who has a key. */
@Injectable()
export class HealthMeters {
  constructor(meters: Meters, probes: HealthProbes) {
    const help = 'How a dependency is: 1 as it should be, 0.5 degraded, 0 unavailable';
    meters.gauges('sallyport_dependency_health', help, 'dependency', async () =>
      (await probes.examine()).map(({ name, status }) => [name, FIGURES[status]] as const),
    );
  }
}
