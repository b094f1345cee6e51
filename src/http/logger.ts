import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino, type Logger } from 'pino';

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** TypeORM wraps its driver's errors; those of hand-written statements come as PostgreSQL sent them. */
function driverErrorOf(error: Error): DriverError | undefined {
  if ('driverError' in error) return error.driverError as DriverError;
  return 'severity' in error && 'routine' in error ? (error as DriverError) : undefined;
}

/** What a log may say of an error: never a query's parameters or the values that a driver quotes in its message. */
function describeError(error: Error): object {
  const driverError = driverErrorOf(error);
  if (!driverError) return { type: error.name, message: error.message, stack: stackFrames(error) };
  const { code, constraint, table } = driverError;
  return { type: 'QueryFailedError', sqlstate: code, constraint, table, stack: stackFrames(error) };
}

function stackFrames({ stack }: Error): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** Standard output, written to in portions: a system call per line would cost as much as the rest of a request's log. */
export function bufferedOutput(): DestinationStream {
  return pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 500 });
}

/** One JSON line per entry, on standard output unless told otherwise. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Our own contexts are in lower case; Nest writes in the name of its classes, mostly about its start. */
const OUR_CONTEXT = /^[a-z-]+$/;

/** Lets Nest write through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    const from = context.at(-1);
    const level = typeof from === 'string' && OUR_CONTEXT.test(from) ? 'info' : 'debug';
    this.logger[level]({ context: from }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    const err = context.find((part) => part instanceof Error);
    this.logger.error({ context: context.at(-1), ...(err && { err }) }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
}
