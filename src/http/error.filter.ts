import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  NotFoundException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '../common/app-error.js';
import type { Clock } from '../common/clock.js';
import {
  BodyTooLarge,
  DependencyUnavailable,
  RequestInvalid,
  UnforeseenError,
  UnsupportedContentType,
} from '../common/errors.js';
import type { FORM_ENCODED } from '../common/route-marks.js';
import type { Metrics } from './metrics.js';
import type { Refusals } from './refusals.js';
import type { RouteTable } from './route-table.js';

/** Fastify's own refusals, by status: Nest wraps them, and their codes are lost on the way. */
const OF_FASTIFY: Readonly<Record<number, () => AppError>> = {
  413: () => new BodyTooLarge(),
  415: () => new UnsupportedContentType(),
};

/** Whether it was the request that was at fault; a status on any other error is somebody else's. */
function statusOf(error: unknown): number {
  return error instanceof HttpException ? error.getStatus() : 500;
}

/** Gives every failure the one shape; what nobody foresaw becomes a 500 without a detail. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly clock: Clock,
    private readonly routes: RouteTable,
    private readonly logger: Logger,
    private readonly refusals: Refusals,
    private readonly metrics: Metrics,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const refusal = this.toAppError(thrown, request);
    this.note(thrown, refusal, request);
    const reply = http.getResponse<FastifyReply>();
    const error = await this.refusals.note(refusal, request.method, request.routeOptions?.url ?? 'unmatched');
    this.metrics.count(error);
    if (reply.sent) return;
    void reply
      .status(error.status)
      .headers(error.headers())
      .send({ ...errorBody(error, request.id, this.clock.now()), ...oauthError(error, request) });
  }

  private toAppError(thrown: unknown, request: FastifyRequest): AppError {
    if (thrown instanceof NotFoundException || request.is404) return this.routes.whyUnmatched(request.url);
    if (thrown instanceof AppError) return thrown;
    const status = statusOf(thrown);
    const known = OF_FASTIFY[status];
    if (known) return known();
    return status >= 400 && status < 500 ? new RequestInvalid([]) : new UnforeseenError();
  }

  private note(thrown: unknown, error: AppError, { id, method, routeOptions }: FastifyRequest): void {
    const about = { correlation_id: id, method, route: routeOptions?.url ?? 'unmatched' };
    if (error instanceof UnforeseenError)
      this.logger.error({ ...about, err: asError(thrown) }, 'unforeseen error');
    if (error instanceof DependencyUnavailable) {
      this.logger.error(
        { ...about, dependency: error.dependency, err: asError(error.cause) },
        'dependency unavailable',
      );
    }
  }
}

/** RFC 6749 §5.2, which RFC 7009 §2.2.1 follows: a client of theirs looks for `error`. */
function oauthError({ status }: AppError, { routeOptions }: FastifyRequest): object {
  const { formEncoded } = (routeOptions?.config ?? {}) as Partial<typeof FORM_ENCODED>;
  return formEncoded === true && status === 400 ? { error: 'invalid_request' } : {};
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('no error was given');
}

export function errorBody(error: AppError, correlationId: string, now: Date): object {
  return {
    error_code: error.code,
    message: error.message,
    ...(error.contextId !== undefined && { context_id: error.contextId }),
    correlation_id: correlationId,
    timestamp: now.toISOString(),
    ...error.body(),
  };
}
