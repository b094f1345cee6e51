import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Examined, type Health, HealthProbes, overall } from '../common/health.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';

/** The part of the limit from which on the memory is short. */
const SHORT = 0.9;

export interface Readiness {
  readonly status: Health;
  readonly dependencies: readonly Examined[];
}

/** Whether this server is fit to be sent requests. */
@Injectable()
export class ReadinessCheck implements OnModuleDestroy {
  private isStopping = false;

  constructor(
    private readonly probes: HealthProbes,
    @Inject(APP_CONFIG) { telemetry }: AppConfig,
  ) {
    const { memoryLimitBytes: limit } = telemetry;
    probes.add({
      name: 'memory',
      isVital: false,
      keepMs: 1_000,
      timeoutMs: 1_000,
      check: async () => {
        const rss = process.memoryUsage.rss();
        const details = { rss_bytes: rss, ...(limit !== undefined && { limit_bytes: limit }) };
        return { status: limit !== undefined && rss > limit * SHORT ? 'DEGRADED' : 'OK', details };
      },
    });
  }

  async read(): Promise<Readiness> {
    const dependencies = await this.probes.examine();
    return { status: this.isStopping ? 'UNAVAILABLE' : overall(dependencies), dependencies };
  }

  /** The first that is heard of a shutdown: what is balanced over servers shall leave this one out. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }
}
