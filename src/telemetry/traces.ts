import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tracing } from '../common/tracing.js';
import type { TraceConfig } from '../config/telemetry-config.js';

/** A collector that does not answer must not keep a server from ending. */
const STOP_MS = 2_000;

/** Traces, if they are wanted: otherwise nothing that makes them is even loaded. */
@Injectable()
export class Traces implements OnApplicationShutdown {
  private constructor(private readonly stop: () => Promise<void>) {}

  static async begin(tracing: Tracing, config: TraceConfig | undefined): Promise<Traces> {
    if (!config) return new Traces(() => Promise.resolve());
    const { OtlpTracer } = await import('./otlp-tracer.js');
    const { traceCalls } = await import('./otlp-calls.js');
    const tracer = new OtlpTracer(config);
    const stopCalls = traceCalls(tracer);
    tracing.tracer = tracer;
    return new Traces(() => {
      stopCalls();
      tracing.tracer = undefined;
      return tracer.stop();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const stopped = this.stop().catch(() => undefined);
    await Promise.race([stopped, sleep(STOP_MS, undefined, { ref: false })]);
  }
}
