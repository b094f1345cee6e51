import { isIPv6 } from 'node:net';

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  readonly password: string;
}

/** A host name, an IP address of either kind, or the directory of a Unix socket. */
export function isDatabaseHost(host: string): boolean {
  return host.startsWith('/') || isIPv6(host) || /^[A-Za-z0-9._-]+$/.test(host);
}

/** Whether the driver reads this name back from the path of a URL: it leaves these characters escaped. */
export function isDatabaseName(name: string): boolean {
  return !/[;/?:@&=+$,#]/.test(name);
}

/** The connection URL of these parts, each of them escaped. */
export function databaseUrl({ host, port, name, user, password }: DatabaseAddress): string {
  const authority = isIPv6(host) ? `[${host}]` : encodeURIComponent(host);
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${authority}:${port}/${encodeURIComponent(name)}`;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a connection URL, without repeating any of it; undefined when it can be used. */
export function databaseUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no URL (a special character in the password must be percent-encoded)';
  const url = new URL(text);
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) return 'is of another scheme';
  if (url.hash !== '') return 'has a part after # (a # in the password must be written %23)';
  if (url.pathname.length < 2) return 'names no database';
  if (![url.username, url.password, url.pathname].every(isDecodable)) return 'has a % that escapes nothing';
  // The driver lets these overrule DB_TLS.
  if (Array.from(url.searchParams.keys()).some((key) => key.startsWith('ssl')))
    return 'sets TLS, which is for DB_TLS to say';
  return undefined;
}

/** Every password that a usable connection URL carries: the driver also takes one from the query. */
export function passwordsIn(databaseUrlText: string): string[] {
  const url = new URL(databaseUrlText);
  return [decodeURIComponent(url.password), ...url.searchParams.getAll('password')].filter(
    (password) => password !== '',
  );
}
