import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { OriginNotAllowed } from '../common/errors.js';
import type { RequestContext } from '../common/request-context.js';
import type { HttpConfig } from '../config/app-config.js';
import type { Metrics } from './metrics.js';
import { isOriginAllowed } from './origin-check.js';
import { rateLimitHeaders } from './rate-limit-headers.js';
import { requestInfoOf } from './request-info.js';
import { securityHeaders } from './security-headers.js';

const UNMATCHED = 'unmatched';
const IDLE_CHECK_MS = 50;
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

/** A connection that is busy when the server stops is idle soon after, and then nobody else would close it. */
function closeConnectionsAsTheyFinish(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    if (server.listening) {
      const timer = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      server.once('close', () => clearInterval(timer));
    }
    done();
  });
}

export function addRequestHooks(fastify: FastifyInstance, parts: HookParts): void {
  const { api, docs } = securityHeaders(parts.config.secureCookies);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith('/docs') ? docs : api).header('x-correlation-id', request.id);
    parts.requestContext.run(requestInfoOf(request), () => {
      if (isOriginAllowed(request, parts.config)) done();
      else done(new OriginNotAllowed());
    });
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    void reply.headers(rateLimitHeaders(parts.requestContext.current.rateLimits));
    done(null, payload);
  });
  closeConnectionsAsTheyFinish(fastify);
  fastify.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply, parts);
    done();
  });
}
