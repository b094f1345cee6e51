import { HandOffNotFound } from './cross-app-session.errors.js';

/** The hand-off token of the `x-session-token` header. @throws {HandOffNotFound} when there is none that could be one */
export function tokenOfHeader(value: string | undefined): string {
  if (value === undefined || !/^[0-9a-f]{64}$/.test(value)) throw new HandOffNotFound();
  return value;
}
