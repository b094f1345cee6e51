import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino, type Logger } from 'pino';

interface QueryError extends Error {
  readonly driverError: { readonly code?: string; readonly constraint?: string; readonly table?: string };
}

function isQueryError(error: Error): error is QueryError {
  return 'driverError' in error;
}

/** What a log may say of an error: never a query's parameters or the values that a driver quotes in its message. */
function describeError(error: Error): object {
  if (!isQueryError(error)) return { type: error.name, message: error.message, stack: stackFrames(error) };
  const { code, constraint, table } = error.driverError;
  return { type: error.name, sqlstate: code, constraint, table, stack: stackFrames(error) };
}

function stackFrames({ stack }: Error): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
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

/** Lets Nest write through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    this.logger.error({ context: context.at(-1) }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
}
