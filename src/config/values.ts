import { isIP } from 'node:net';
import { z } from 'zod';
import { type AppSettings, parseApps } from './apps.js';
import { readCertificates } from './certificates.js';
import { databaseUrlProblem } from './database-url.js';
import { formatDuration, parseDuration } from './duration.js';
import { parsePrivateKeys, parseVerifyingKeys } from './keys.js';
import { parseRateLimit, type RateLimits } from './rate-limits.js';

/** The least length of a secret in characters. */
export const SECRET_LENGTH = 32;

const TEN_YEARS = 3_650 * 86_400;

const trimmed = () => z.string().trim();

/** One of these words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(...words: T) =>
  trimmed().pipe(z.enum(words, { error: `is not a known value: it must be ${words.join(', ')}` }));

export const trueOrFalse = () => oneOf('true', 'false').transform((word) => word === 'true');

export const wholeNumber = (min: number, max: number) =>
  trimmed()
    .regex(/^\d+$/, { error: `is not a whole number: it must be one from ${min} to ${max}` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: `is out of range: it must be from ${min} to ${max}`,
    });

/** Seconds, from text like `15m`; at most ten years, so that an expiry stays a date. */
export const duration = ({ min = 1, max = TEN_YEARS }: { min?: number; max?: number } = {}) =>
  trimmed()
    .transform(parseDuration)
    .refine((seconds) => seconds !== undefined, {
      error: 'is not a duration: it must be whole seconds, or a whole number with s, m, h or d, such as 15m',
    })
    .transform((seconds) => seconds ?? 0)
    .refine((seconds) => seconds >= min && seconds <= max, {
      error: `is out of range: it must be from ${formatDuration(min)} to ${formatDuration(max)}`,
    });

export const text = () =>
  trimmed().regex(/^\P{Cc}+$/u, { error: 'holds control characters: it must be one line of plain text' });

/** Comma-separated, each once; an entry left empty is skipped. */
export const list = <T extends z.ZodType<string, string>>(entry: T) =>
  trimmed()
    .transform((value) =>
      [...new Set(value.split(',').map((part) => part.trim()))].filter((part) => part !== ''),
    )
    .pipe(
      z.array(entry).min(1, { error: 'has only empty entries: it must name at least one, or be left out' }),
    );

const PROXY = /^(loopback|linklocal|uniquelocal|[\da-fA-F.:]+(\/\d{1,3})?)$/;
const PROXIES_EXPECTED =
  'it must be false, the number of proxies in front of the server, or their addresses and networks (10.0.0.0/8, loopback)';

function isProxyAddress(entry: string): boolean {
  const [address = '', length] = entry.split('/');
  if (!PROXY.test(entry)) return false;
  return isIP(address) === 0 ? length === undefined && !/[\d.:]/.test(address) : true;
}

/** Whose `X-Forwarded-For` is believed. Never everybody's: the first entry of it is the client's own word. */
export const trustedProxies = () =>
  trimmed().transform((value, context): false | number | string => {
    if (value === 'false') return false;
    if (/^[1-9]\d?$/.test(value)) return Number(value);
    if (value.split(',').every((entry) => isProxyAddress(entry.trim()))) return value;
    context.addIssue({ code: 'custom', message: `is none of these: ${PROXIES_EXPECTED}` });
    return z.NEVER;
  });

export interface ClientSecret {
  readonly clientId: string;
  readonly secret: string;
}

const CLIENT_SECRET = /^([A-Za-z0-9._-]{1,64}):(\S+)$/;

/** `id:secret` pairs; an id given twice has two secrets. */
export const clientList = () =>
  list(
    trimmed().regex(CLIENT_SECRET, {
      error: 'is no client: it must be id:secret, the id of letters, digits, dots, dashes and underscores',
    }),
  ).transform((entries) =>
    entries.map((entry): ClientSecret => {
      const [, clientId = '', secret = ''] = CLIENT_SECRET.exec(entry) ?? [];
      return { clientId, secret };
    }),
  );

/** Limits by policy, each so many requests in a duration. */
export const rateLimitList = () =>
  list(text()).transform((entries, context): Partial<RateLimits> => {
    const parsed = entries.map(parseRateLimit);
    for (const problem of parsed) if (typeof problem === 'string') context.addIssue(problem);
    return Object.fromEntries(parsed.filter((entry) => typeof entry !== 'string'));
  });

const APPS_EXPECTED =
  'it must be JSON, or a file with JSON: [{"id": …, "secrets": […], "origins": […], "targets": […]}]';

/** The registered apps. */
export const apps = () =>
  trimmed()
    .transform(parseApps)
    .transform((result, context): AppSettings[] => {
      if (typeof result !== 'string') return result;
      context.addIssue({ code: 'custom', message: `${result}: ${APPS_EXPECTED}` });
      return z.NEVER;
    });

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

/** Scheme, host and port as a browser writes them. */
export const origin = () =>
  // A URL may have a * in its host, but no browser ever sends that.
  trimmed().refine((value) => isWebUrl(value) && new URL(value).origin === value && !value.includes('*'), {
    error:
      'is not a bare origin: it must be like https://app.example.com or http://localhost:3000, in lower case, without path, trailing slash, default port or wildcard',
  });

function isWebhookUrl(value: string): boolean {
  if (!isWebUrl(value)) return false;
  const { username, password, hash } = new URL(value);
  return username === '' && password === '' && hash === '';
}

export const webhookUrl = () =>
  trimmed().refine(isWebhookUrl, {
    error: 'is not usable: it must be an http or https URL without user name, password and #',
  });

/** Where a link in a mail leads, with the place of its token. */
function isLinkTemplate(text: string): boolean {
  const isOnce = text.split('{token}').length === 2;
  return isOnce && /^https?:\/\//i.test(text) && URL.canParse(text.replace('{token}', 'token'));
}

export const linkTemplate = () =>
  trimmed().refine(isLinkTemplate, {
    error: 'is not usable: it must be an http or https URL that holds {token} once',
  });

export const secret = () =>
  z
    .string()
    .min(SECRET_LENGTH, { error: `is too short: it must have at least ${SECRET_LENGTH} characters` })
    .refine((value) => value === value.trim(), {
      error: 'has white space at an end: it must start and end with a visible character',
    });

/** Takes what a partner chose, to the letter. */
export const password = () => z.string();

export const connectionUrl = () =>
  trimmed().superRefine((value, context) => {
    const problem = databaseUrlProblem(value);
    if (problem) context.addIssue(`${problem}: it must be like postgres://user:password@host:5432/database`);
  });

export const certificates = () =>
  z
    .string()
    .transform(readCertificates)
    .refine((pem) => pem !== undefined, {
      error: 'holds no readable certificate: it must be PEM text, or the path of a PEM file',
    });

export const privateKeys = () =>
  z.string().transform((value, context) => {
    const { keys, problems } = parsePrivateKeys(value);
    for (const problem of problems)
      context.addIssue(`${problem}: it must be EC P-256 private keys, as PEM or as a JWK Set`);
    return keys;
  });

/** Private keys, or public ones of which nothing is to be signed. */
export const verifyingKeys = () =>
  z.string().transform((value, context) => {
    const { keys, problems } = parseVerifyingKeys(value);
    for (const problem of problems)
      context.addIssue(`${problem}: it must be EC P-256 keys, as PEM or as a JWK Set`);
    return keys;
  });
