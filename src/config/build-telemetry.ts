import type { Settings } from './environment.schema.js';
import type { TelemetryConfig } from './telemetry-config.js';

const MEBIBYTE = 1_048_576;

/** The path is that of the standard: the endpoint is for all signals, of which this server sends one. */
function tracesUrl(endpoint: string): string {
  return `${endpoint.replace(/\/+$/, '')}/v1/traces`;
}

/** What the server tells of itself, and to whom. */
export function buildTelemetry(settings: Settings): TelemetryConfig {
  const { METRICS_TOKEN: metricsToken, MEMORY_LIMIT: mebibytes } = settings;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  return {
    ...(metricsToken !== undefined && { metricsToken }),
    ...(mebibytes !== undefined && { memoryLimitBytes: mebibytes * MEBIBYTE }),
    ...(endpoint !== undefined && {
      traces: {
        url: tracesUrl(endpoint),
        headers: settings.OTEL_EXPORTER_OTLP_HEADERS ?? {},
        serviceName: settings.OTEL_SERVICE_NAME,
        ratio: settings.OTEL_TRACES_SAMPLER_ARG,
      },
    }),
  };
}
