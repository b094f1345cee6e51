import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Clock } from '../common/clock.js';
import { MalformedJson, RequestInvalid, UnsupportedContentType } from '../common/errors.js';
import { RequestContext } from '../common/request-context.js';
import type { FORM_ENCODED } from '../common/route-marks.js';
import { Tracing } from '../common/tracing.js';
import type { AppConfig } from '../config/app-config.js';
import { ErrorFilter } from './error.filter.js';
import { Metrics } from './metrics.js';
import { serveDocs } from './openapi.js';
import { Refusals } from './refusals.js';
import { addRequestHooks } from './request-hooks.js';
import { RouteTable } from './route-table.js';
import { addTraceHooks } from './trace-hooks.js';
import { RequestValidationPipe } from './validation.pipe.js';

const REQUEST_HEADERS = [
  'content-type',
  'authorization',
  'x-correlation-id',
  'x-app-id',
  'x-app-version',
  'x-client-id',
  'x-token-delivery',
];

const REPEATED = { field: 'body', problem: 'must not hold a parameter twice' };
const NOT_AN_OBJECT = { field: 'body', problem: 'must be a JSON object' };

/** More than any request needs; what validates a body goes down into it by recursion. */
const DEEPEST_BODY = 32;
const TOO_DEEP = { field: 'body', problem: `must not be nested deeper than ${DEEPEST_BODY} levels` };

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

function whyNoBody(error: Error | null, parsed: unknown): Error | null {
  if (error) return new MalformedJson();
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  if (!isObject) return new RequestInvalid([NOT_AN_OBJECT]);
  return isDeeperThan(DEEPEST_BODY, parsed) ? new RequestInvalid([TOO_DEEP]) : null;
}

/** Whether the route takes its body as a form; every route takes one kind alone. */
function takesForm({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as Partial<typeof FORM_ENCODED>).formEncoded === true;
}

/** RFC 6749 §3.2: no parameter more than once. */
function parseForm(body: string): Record<string, string> | undefined {
  const entries = [...new URLSearchParams(body)];
  const fields = new Map(entries);
  return fields.size === entries.length ? Object.fromEntries(fields) : undefined;
}

function parseFormBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      const fields = parseForm(body as string);
      if (!takesForm(request)) done(new UnsupportedContentType());
      else done(fields ? null : new RequestInvalid([REPEATED]), fields);
    },
  );
}

/** Bodies are JSON objects; an empty one counts as `{}`, where no field is required that is enough. */
function parseJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'ignore');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (takesForm(request)) done(new UnsupportedContentType());
    else if (body === '') done(null, {});
    else void parse(request, body as string, (error, parsed) => done(whyNoBody(error, parsed), parsed));
  });
}

async function registerPlugins(app: NestFastifyApplication, { http }: AppConfig): Promise<void> {
  await app.register(cors, {
    origin: [...http.corsOrigins],
    credentials: true,
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: ['x-correlation-id', 'retry-after', 'ratelimit', 'ratelimit-policy'],
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    maxAge: 600,
    // The strict answer to an OPTIONS that is no preflight would not have the one shape of an error.
    strictPreflight: false,
  });
  await app.register(cookie);
}

/** Everything about HTTP that is not a module's: the same for the server, the tests and the OpenAPI document. */
export async function configureApp(
  app: NestFastifyApplication,
  config: AppConfig,
  logger: Logger,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const routes = new RouteTable();
  routes.watch(fastify);
  const metrics = app.get(Metrics);
  const parts = {
    config: config.http,
    requestContext: app.get(RequestContext),
    metrics,
    logger,
  };
  const { tracer } = app.get(Tracing);
  if (tracer) addTraceHooks(fastify, tracer);
  addRequestHooks(fastify, parts);
  await registerPlugins(app, config);
  parseJsonBodies(fastify);
  parseFormBodies(fastify);
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ErrorFilter(app.get(Clock), routes, logger, app.get(Refusals), metrics));
  serveDocs(app);
}
