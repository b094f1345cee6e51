import { QueryFailedError } from 'typeorm';
import { DependencyUnavailable } from '../common/errors.js';

const DATABASE = 'database';

const UNIQUE_VIOLATION = '23505';

/** SQLSTATE classes and codes by which PostgreSQL says that it cannot serve now: 08 connection, 53 resources, 57P shutdown, 40 retry. */
const UNAVAILABLE_STATE = /^(08|53|57P|40001$|40P01$|25006$|57014$|55P03$)/;
const UNAVAILABLE_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|not queryable|pool after calling end/i;
const UNAVAILABLE_SYSTEM_CODE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;

interface DriverError {
  readonly code?: string;
  readonly message?: string;
}

function driverError(error: unknown): DriverError {
  if (error instanceof QueryFailedError) return error.driverError as DriverError;
  return error ?? {};
}

/** A row with the same key exists already. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, message } = driverError(error);
  return code === UNIQUE_VIOLATION || /UNIQUE constraint failed/.test(message ?? '');
}

/** How a statement fails in which a write changed nothing that had to. */
export function isDivisionByZero(error: unknown): boolean {
  return driverError(error).code === '22012';
}

/** Turns "the database cannot be reached or is overloaded" into the contract's 503; anything else stays as it is. */
export function translateDatabaseError(error: unknown): unknown {
  const { code = '', message = '' } = driverError(error);
  const unavailable =
    UNAVAILABLE_STATE.test(code) || UNAVAILABLE_SYSTEM_CODE.test(code) || UNAVAILABLE_MESSAGE.test(message);
  return unavailable ? new DependencyUnavailable(DATABASE, error) : error;
}

/** It is the database itself that cannot serve now, so that this cannot be written down either. */
export function isDatabaseUnavailable(error: DependencyUnavailable): boolean {
  return error.dependency === DATABASE;
}
