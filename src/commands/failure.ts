import { DependencyUnavailable } from '../common/errors.js';
import { ConfigurationError, describeConfigurationError } from '../config/configuration-error.js';

interface Coded {
  readonly code?: string;
  readonly driverError?: Coded;
}

function codeOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as Coded;
  return driverError?.code ?? code ?? 'no code';
}

/** PostgreSQL repeats in its messages what it was sent. */
function isFromDatabase(error: Error): boolean {
  return 'driverError' in error || 'severity' in error;
}

/** What went wrong, without anything that was being written. */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigurationError) return describeConfigurationError(error);
  if (error instanceof DependencyUnavailable)
    return `The ${error.dependency} cannot be used now (${codeOf(error.cause)}).`;
  if (error instanceof AggregateError) return `It could not be done: ${codeOf(error)}`;
  if (!(error instanceof Error)) return 'It could not be done.';
  const why = isFromDatabase(error) ? `the database refused a statement (${codeOf(error)})` : error.message;
  return `It could not be done: ${why}`;
}
