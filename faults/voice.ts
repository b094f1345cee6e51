import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, ApiResponse, CallOptions } from '../test/support/api.js';
import { RemoteApi } from '../test/support/remote-api.js';
import type { History, Step, Told } from './told.js';

/** Longer than any server may let a client wait. */
const PATIENCE_MS = 30_000;
const NOTHING: ApiResponse = { status: 0, headers: {}, body: {}, text: '', cookies: {} };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** As the server stores access and id tokens: the hash of what is signed (RFC 7515 §5.1). */
const signedPart = (token: string): string => sha256(token.slice(0, token.lastIndexOf('.')));
const hashed = (token: string | undefined, hash: (token: string) => string): string | undefined =>
  token === undefined ? undefined : hash(token);

/** One request by its own correlation id, whose loss is an answer too. */
class Request extends RemoteApi {
  constructor(
    url: string,
    private readonly correlation: string,
  ) {
    super(url);
  }

  override async call(method: string, path: string, payload?: unknown, options: CallOptions = {}) {
    const headers = {
      'x-correlation-id': this.correlation,
      'x-token-delivery': 'body',
      'user-agent': 'fault suite',
      ...options.headers,
    };
    const patience = new AbortController();
    const nothing = sleep(PATIENCE_MS, NOTHING, { signal: patience.signal }).catch(() => NOTHING);
    // The body can break off too, when the headers have come.
    const answer = super.call(method, path, payload, { ...options, headers }).catch(() => NOTHING);
    try {
      return await Promise.race([answer, nothing]);
    } finally {
      patience.abort();
    }
  }
}

export type About = Pick<Told, 'cupid'> &
  Partial<Pick<Told, 'context' | 'sent' | 'again'>> & {
    /** The refresh token, or the token of a hand-off, that is presented. */
    readonly presents?: string;
  };

function kindOf({ status, body }: ApiResponse): string {
  if (typeof body.active === 'boolean') return body.active ? 'ACTIVE' : 'INACTIVE';
  return String(body.response_type_code ?? body.error_code ?? (status === 0 ? 'NO ANSWER' : 'OK'));
}

function tellOf({ body, headers }: ApiResponse): Partial<Told> {
  return {
    next: body.transaction_id,
    access: hashed(body.access_token, signedPart),
    id: hashed(body.id_token, signedPart),
    refresh: hashed(body.refresh_token, sha256),
    handOff: hashed(body.session_token, sha256),
    retryAfter: headers['retry-after'] === undefined ? undefined : String(headers['retry-after']),
  };
}

/** Asks a server, and notes down what it was told. */
export class Voice {
  constructor(
    private readonly url: string,
    private readonly history: History,
  ) {}

  async ask(step: Step, about: About, call: (api: Api) => Promise<ApiResponse>): Promise<ApiResponse> {
    const correlation = randomUUID();
    const at = performance.now();
    const answer = await call(new Request(this.url, correlation));
    const { presents, again = false, ...rest } = about;
    this.history.add({
      ...tellOf(answer),
      ...rest,
      step,
      correlation,
      again,
      status: answer.status,
      kind: kindOf(answer),
      context: about.context ?? answer.body.context_id,
      presented: hashed(presents, sha256),
      at,
      ms: performance.now() - at,
    });
    return answer;
  }
}
