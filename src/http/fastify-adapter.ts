import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import { RequestInvalid } from '../common/errors.js';
import { Random } from '../common/random.js';
import type { AppConfig } from '../config/app-config.js';
import { errorBody } from './error.filter.js';
import { correlationIdOf } from './request-info.js';
import { toRoutable } from './route-table.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than load balancers keep an idle connection, so that it is never we who close one that is in use. */
const KEEP_ALIVE_MS = 72_000;
/** Nothing that Node lets through is longer; what is too long for an id is said where the others are checked. */
const LONGEST_PARAMETER = 16 * 1024;

/** Answers what is no HTTP, before there is a request. */
function refuseBytes(socket: Socket, error: AppError, correlationId: string): void {
  if (!socket.writable) return;
  const body = JSON.stringify(errorBody(error, correlationId, new Clock().now()));
  socket.end(
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `X-Correlation-Id: ${correlationId}\r\nCache-Control: no-store\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function refuseUrl(reply: FastifyReply, request: FastifyRequest): void {
  const error = new RequestInvalid([{ field: 'url', problem: 'must be a well-formed URL' }]);
  void reply
    .header('x-correlation-id', request.id)
    .status(error.status)
    .send(errorBody(error, request.id, new Clock().now()));
}

/** So many hops, counted from the server outwards, or these addresses. */
function trustOf(
  proxies: false | number | string,
): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

export function createFastifyAdapter({ http }: AppConfig): FastifyAdapter {
  const random = new Random();
  return new FastifyAdapter({
    trustProxy: trustOf(http.trustProxy),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    // While it drains, the server answers what still comes on connections in use, and then closes them.
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    rewriteUrl: ({ url = '/' }) => toRoutable(url),
    genReqId: (request: IncomingMessage) => correlationIdOf(request, random),
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      refuseUrl(reply, request),
    clientErrorHandler: (_error: Error, socket: Socket) =>
      refuseBytes(socket, new RequestInvalid([]), random.uuid()),
  });
}
