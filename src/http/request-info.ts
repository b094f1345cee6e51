import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Random } from '../common/random.js';
import type { RequestInfo } from '../common/request-context.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The caller's correlation id, or a new one where it is absent or malformed. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>, random: Random): string {
  const given = headers['x-correlation-id'];
  return typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : random.uuid();
}

/** A header cut to the length of the column it is stored in. */
function header(headers: IncomingHttpHeaders, name: string, length: number): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, length) : null;
}

/** Behind a proxy it is what X-Forwarded-For says: some write the port behind the address, and it can be anything. */
function addressOf(ip: string): string | null {
  const address = /^\[(.+)\](?::\d+)?$/.exec(ip)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(ip)?.[1] ?? ip;
  return isIP(address) === 0 ? null : address.slice(0, 45);
}

export function requestInfoOf({ id, ip, headers }: FastifyRequest): RequestInfo {
  return {
    correlationId: id,
    ipAddress: addressOf(ip),
    userAgent: header(headers, 'user-agent', 512),
    clientId: header(headers, 'x-client-id', 64),
    appId: header(headers, 'x-app-id', 64),
    appVersion: header(headers, 'x-app-version', 32),
    rateLimits: [],
  };
}
