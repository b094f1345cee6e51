import { z } from 'zod';
import { secret } from './values.js';

const HEADER = /^([A-Za-z0-9-]+)=([\x21-\x7e]*)$/;

/** A value may be percent-encoded, since a comma would end it. */
function readHeader(entry: string): readonly [string, string] | undefined {
  const [, name, value = ''] = HEADER.exec(entry.trim()) ?? [];
  if (name === undefined) return undefined;
  try {
    return [name.toLowerCase(), decodeURIComponent(value)];
  } catch {
    return undefined;
  }
}

/** A secret that can stand in a header, after `Bearer` (RFC 6750 §2.1). */
export const bearerSecret = () =>
  secret().regex(/^[\w\-.~+/]+=*$/, {
    error: 'cannot be sent as a bearer token: it must be of letters, digits and - . _ ~ + /',
  });

/** Headers as OpenTelemetry writes them: `name=value,name=value`. */
export const otlpHeaders = () =>
  z.string().transform((text, context): Readonly<Record<string, string>> => {
    const headers = text.split(',').map(readHeader);
    if (headers.every((header) => header !== undefined)) return Object.fromEntries(headers);
    context.addIssue('holds what is no header: it must be name=value pairs with commas between');
    return z.NEVER;
  });

/** A number from 0 to 1. */
export const ratio = () =>
  z
    .string()
    .trim()
    .regex(/^(0?\.\d+|[01](\.0+)?)$/, { error: 'is no ratio: it must be a number from 0 to 1' })
    .transform(Number);
