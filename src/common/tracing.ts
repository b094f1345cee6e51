import { Injectable } from '@nestjs/common';

/** What a span says besides its name: never a secret, and nothing of a person. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** A request that is being answered. */
export interface RequestSpan {
  /** Runs what answers it, so that all it sets off belongs to it. */
  run(work: () => void): void;
  /** @param name method and route template */
  end(name: string, attributes: SpanAttributes, hasFailed: boolean): void;
}

/** Makes the spans of traces. */
export interface Tracer {
  /** @param headers of which `traceparent` names a trace of the caller's that goes on here (W3C Trace Context) */
  request(headers: Readonly<Record<string, string | readonly string[] | undefined>>): RequestSpan;
  /** Runs `work` as a part of what is running. */
  run<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T>;
  /**
   * Adds something that is over to what is running.
   * @param since as of `performance.now()`
   * @param failure of which only the code or the name is told: messages quote values
   */
  add(name: string, attributes: SpanAttributes, since: number, failure?: unknown): void;
}

/** Where traces go, if they are wanted; by default nobody makes any, and nothing is loaded that could. */
@Injectable()
export class Tracing {
  tracer: Tracer | undefined;
}
