import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestSpan, Tracer } from '../common/tracing.js';

/** What machines ask every few seconds would hide what people do. */
const UNTRACED = /^\/(health|metrics|docs)/;

/** Makes a span of each request, with all that it sets off below it; to be added before other hooks. */
export function addTraceHooks(fastify: FastifyInstance, tracer: Tracer): void {
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (UNTRACED.test(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    const span = tracer.request(request.headers);
    spans.set(request, span);
    span.run(done);
  });
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    const { method, id, routeOptions } = request;
    const route = routeOptions.url ?? 'unmatched';
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': statusCode,
      'sallyport.correlation_id': id,
    };
    spans.get(request)?.end(`${method} ${route}`, attributes, statusCode >= 500);
    done();
  });
}
