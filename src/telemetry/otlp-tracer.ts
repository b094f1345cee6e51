import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as Spans,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestSpan, SpanAttributes, Tracer } from '../common/tracing.js';
import type { TraceConfig } from '../config/telemetry-config.js';

/** A collector that is down must hold nothing up: what cannot be handed over by then is dropped. */
const EXPORT_MS = 5_000;
const CODE = /^[\w.]{1,64}$/;

/** The code of a failure or the name of its class: a message could quote what was asked for. */
function typeOf(failure: unknown): string {
  const { code } = (failure ?? {}) as { code?: unknown };
  if (typeof code === 'string' && CODE.test(code)) return code;
  return failure instanceof Error ? failure.constructor.name : 'unknown';
}

/** A call to another system, while it is under way. */
export interface CallSpan {
  /** What the other system is told, for the trace to go on there. */
  readonly headers: Readonly<Record<string, string>>;
  end(status: number | undefined, failure?: unknown): void;
}

/** Traces by OpenTelemetry, sent by OTLP over HTTP. Its packages are loaded with this file, and only when it is wanted. */
export class OtlpTracer implements Tracer {
  private readonly running = new AsyncLocalStorage<Context>();
  private readonly propagator = new W3CTraceContextPropagator();
  private readonly provider: TracerProvider;
  private readonly spans: Spans;

  constructor({ url, headers, serviceName, ratio }: TraceConfig) {
    const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: EXPORT_MS });
    this.provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': serviceName }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
      spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_MS })],
    });
    this.spans = this.provider.getTracer('sallyport');
  }

  request(headers: Readonly<Record<string, string | readonly string[] | undefined>>): RequestSpan {
    const parent = this.propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const span = this.spans.startSpan('request', { kind: SpanKind.SERVER }, parent);
    const inside = trace.setSpan(parent, span);
    return {
      run: (work) => this.running.run(inside, work),
      end: (name, attributes, hasFailed) => {
        span.updateName(name).setAttributes(attributes);
        if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  async run<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T> {
    const parent = this.running.getStore() ?? ROOT_CONTEXT;
    const span = this.spans.startSpan(name, { attributes }, parent);
    try {
      return await this.running.run(trace.setSpan(parent, span), work);
    } catch (error) {
      this.fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  /** A statement that belongs to nothing, such as a probe's, would only be a trace of itself. */
  add(name: string, attributes: SpanAttributes, since: number, failure?: unknown): void {
    const parent = this.running.getStore();
    if (!parent) return;
    const span = this.spans.startSpan(name, { kind: SpanKind.CLIENT, attributes, startTime: since }, parent);
    if (failure !== undefined) this.fail(span, failure);
    span.end();
  }

  /** Begins a call to another system on behalf of what is running. */
  call(name: string, attributes: SpanAttributes): CallSpan {
    const parent = this.running.getStore() ?? ROOT_CONTEXT;
    const span = this.spans.startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent);
    const headers: Record<string, string> = {};
    this.propagator.inject(trace.setSpan(parent, span), headers, defaultTextMapSetter);
    return {
      headers,
      end: (status, failure) => {
        if (status !== undefined) span.setAttribute('http.response.status_code', status);
        if (failure !== undefined) this.fail(span, failure);
        else if (status === undefined || status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  /** Hands over what is left. */
  async stop(): Promise<void> {
    this.running.disable();
    await this.provider.shutdown();
  }

  private fail(span: Span, failure: unknown): void {
    span.setAttribute('error.type', typeOf(failure)).setStatus({ code: SpanStatusCode.ERROR });
  }
}
