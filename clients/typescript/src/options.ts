import type { Tokens } from './tokens.js';

export interface ClientOptions {
  /** Where the server is, such as `https://login.example`. */
  readonly baseUrl: string;
  /** How refresh tokens travel: `cookie` for pages, where script must never read one; `body` for everything else. */
  readonly delivery: 'body' | 'cookie';
  readonly appId?: string;
  readonly appVersion?: string;
  /** Needed where the server knows its clients. */
  readonly clientId?: string;
  /** Tokens kept from before; those of a page need not be kept. */
  readonly tokens?: Tokens;
  /** Called whenever the tokens change; with `undefined` when nobody is signed in any more. */
  readonly onTokens?: (tokens: Tokens | undefined) => void;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds since the epoch; tests pass a clock of their own. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export function headersOf({ delivery, appId, appVersion, clientId }: ClientOptions): Record<string, string> {
  return {
    ...(delivery === 'body' && { 'x-token-delivery': 'body' }),
    ...(appId !== undefined && { 'x-app-id': appId }),
    ...(appVersion !== undefined && { 'x-app-version': appVersion }),
    ...(clientId !== undefined && { 'x-client-id': clientId }),
  };
}
