import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

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
export class Metrics {
  readonly registry = new Registry();
  private readonly process = processRegistry();
  private readonly durations = new Histogram({
    name: 'sallyport_http_request_duration_seconds',
    help: 'Time to answer a request, by route template',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  observe(method: string, route: string, status: number, seconds: number): void {
    this.durations.observe({ method, route, status }, seconds);
  }

  /** In the text format of Prometheus. */
  read(): Promise<string> {
    return Registry.merge([this.process, this.registry]).metrics();
  }
}
