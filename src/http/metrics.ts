import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { AppError } from '../common/app-error.js';
import { DependencyUnavailable } from '../common/errors.js';
import { Meters } from '../common/meters.js';

let ofTheProcess: Registry | undefined;

/** Memory, event loop, garbage collection: watched once, however many servers a process starts and closes. */
function processRegistry(): Registry {
  if (!ofTheProcess) {
    ofTheProcess = new Registry();
    collectDefaultMetrics({ register: ofTheProcess });
  }
  return ofTheProcess;
}

/** What the server tells Prometheus of itself. */
@Injectable()
export class Metrics {
  private readonly process = processRegistry();
  private readonly durations;
  private readonly errors;
  private readonly failures;

  constructor(private readonly meters: Meters) {
    this.durations = meters.histogram(
      'sallyport_http_request_duration_seconds',
      'Time to answer a request, by route template',
      {
        labelNames: ['method', 'route', 'status'],
        buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      },
    );
    this.errors = meters.counter('sallyport_errors_total', 'Requests that were refused or failed', ['code']);
    const help = 'Requests that failed for want of what the server depends on';
    this.failures = meters.counter('sallyport_dependency_failures_total', help, ['dependency']);
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.durations.observe({ method, route, status }, seconds);
  }

  count(error: AppError): void {
    this.errors.inc({ code: error.code });
    if (error instanceof DependencyUnavailable) this.failures.inc({ dependency: error.dependency });
  }

  /** In the text format of Prometheus. */
  read(): Promise<string> {
    return Registry.merge([this.process, this.meters.registry]).metrics();
  }
}
