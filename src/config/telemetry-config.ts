/** Where traces are sent, by OTLP over HTTP. */
export interface TraceConfig {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The part of the traces begun here that are recorded; those of others go on as they came. */
  readonly ratio: number;
}

/** What this server tells of itself. */
export interface TelemetryConfig {
  /** What Prometheus must present; without it anybody may read. */
  readonly metricsToken?: string;
  /** Beyond nine tenths of it the server calls itself degraded. */
  readonly memoryLimitBytes?: number;
  /** Undefined: no traces are made. */
  readonly traces?: TraceConfig;
}
