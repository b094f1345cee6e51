import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { OriginNotAllowed } from '../common/errors.js';
import type { RequestContext } from '../common/request-context.js';
import type { HttpConfig } from '../config/app-config.js';
import type { Metrics } from './metrics.js';
import { isOriginAllowed } from './origin-check.js';
import { requestInfoOf } from './request-info.js';

const UNMATCHED = 'unmatched';
/** Swagger UI brings its own inline styles and scripts. */
const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'";

export interface HookParts {
  readonly config: HttpConfig;
  readonly requestContext: RequestContext;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? UNMATCHED;
}

/** One line per request, with the route's template: the URL itself holds ids. */
function logRequest(request: FastifyRequest, reply: FastifyReply, { logger, metrics }: HookParts): void {
  const { id, method } = request;
  const route = routeOf(request);
  const duration = reply.elapsedTime;
  metrics.observe(method, route, reply.statusCode, duration / 1000);
  logger.info(
    {
      correlation_id: id,
      method,
      route,
      status: reply.statusCode,
      duration_ms: Math.round(duration * 10) / 10,
    },
    'request',
  );
}

export function addRequestHooks(fastify: FastifyInstance, parts: HookParts): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-correlation-id', request.id).header('cache-control', 'no-store');
    if (request.url.startsWith('/docs')) void reply.header('content-security-policy', DOCS_POLICY);
    parts.requestContext.run(requestInfoOf(request), () => {
      if (isOriginAllowed(request, parts.config)) done();
      else done(new OriginNotAllowed());
    });
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply, parts);
    done();
  });
}
