import type { ApiResponse } from './api.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ALWAYS = ['error_code', 'message', 'correlation_id', 'timestamp'];
const SOMETIMES = ['context_id', 'details', 'attempts_remaining', 'transaction_status'];
/** What only the server's own people may see: stack frames, files, SQL. */
const INTERNAL =
  /\n\s+at |node_modules|\.ts:\d|\.js:\d|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b|SQLITE|violates|constraint/;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function areDetails(details: unknown): boolean {
  return (
    Array.isArray(details) &&
    details.every(
      (entry) => Object.keys(entry).sort().join() === 'field,problem' && Object.values(entry).every(isText),
    )
  );
}

/** What is wrong with an error answer by the contract's one shape; nothing, if nothing is. */
export function shapeProblems({ status, headers, body, text }: ApiResponse): string[] {
  const keys = Object.keys(body);
  const checks: Record<string, boolean> = {
    'is no error of the client': status >= 400 && status < 500,
    'is not JSON': String(headers['content-type']).startsWith('application/json'),
    'lacks a field': ALWAYS.every((key) => isText(body[key])),
    'has a field of its own': keys.every((key) => [...ALWAYS, ...SOMETIMES].includes(key)),
    'has no error code': /^CIAM_E\d\d_\d\d_\d{3}$/.test(body.error_code),
    'has no correlation id': UUID.test(body.correlation_id),
    'has another correlation id in its header': headers['x-correlation-id'] === body.correlation_id,
    'has no timestamp': INSTANT.test(body.timestamp),
    'has no proper details':
      status === 400 && body.error_code === 'CIAM_E01_05_001' ? areDetails(body.details) : !body.details,
    'shows its insides': !INTERNAL.test(text),
  };
  return Object.entries(checks)
    .filter(([, isRight]) => !isRight)
    .map(([problem]) => problem);
}

/** Asserts status and code of a refusal, and that it has the one shape. */
export function expectRefusal(answer: ApiResponse, status: number, code: string): void {
  const { error_code: actual } = answer.body;
  expect({ status: answer.status, code: actual, problems: shapeProblems(answer) }).toEqual({
    status,
    code: `CIAM_${code}`,
    problems: [],
  });
}
