import { hmacSha256 } from '../common/digest.js';
import { WebhookFailure } from './webhook-failure.js';

const LARGEST_ANSWER = 64 * 1024;

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the whole exchange: connection, answer and its body. */
  readonly timeoutMs: number;
}

export interface SignedMessage {
  readonly secret: string;
  readonly body: string;
  /** In seconds since 1970. */
  readonly timestamp: number;
  readonly delivery: string;
  readonly correlationId: string;
}

/** The headers of every webhook, as docs/webhooks.md describes them. */
export function signedHeaders(message: SignedMessage): Record<string, string> {
  const { secret, body, timestamp, delivery, correlationId } = message;
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'sallyport',
    'x-sallyport-timestamp': String(timestamp),
    'x-sallyport-signature': `sha256=${hmacSha256(secret, `${timestamp}.${body}`)}`,
    'x-sallyport-delivery': delivery,
    'x-correlation-id': correlationId,
  };
}

/** Sends a body once. @returns the parsed answer, null for an empty one @throws {WebhookFailure} */
export function postOnce(request: WebhookRequest): Promise<unknown> {
  return attempt(request, async (signal) => parse(await exchange(request, signal)));
}

/** The same to whoever may answer what they like, as long as the status says that they took it. */
export function deliverOnce(request: WebhookRequest): Promise<void> {
  return attempt(request, async (signal) => {
    await exchange(request, signal);
  });
}

async function attempt<T>(request: WebhookRequest, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    return await send(signal);
  } catch (error) {
    if (error instanceof WebhookFailure) throw error;
    if (signal.aborted) throw new WebhookFailure(`no answer within ${request.timeoutMs} ms`, true);
    throw new WebhookFailure(`the connection failed: ${codeOf(error)}`, true);
  }
}

async function exchange({ url, headers, body }: WebhookRequest, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
  if (!response.ok) {
    // Left unread, the body would hold on to the connection; how that ends does not change the answer.
    await response.body?.cancel().catch(() => undefined);
    throw refusal(response);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > LARGEST_ANSWER) throw new WebhookFailure(`answered more than ${LARGEST_ANSWER} bytes`, false);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refusal({ status, headers }: Response): WebhookFailure {
  const isOutage = status === 429 || status >= 500;
  const seconds = /^\d{1,9}$/.exec(headers.get('retry-after') ?? '')?.[0] ?? 0;
  return new WebhookFailure(`answered ${status}`, isOutage, Number(seconds) * 1000);
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message would quote the answer.
    throw new WebhookFailure('answered something other than JSON', false);
  }
}

function codeOf(error: unknown): string {
  const { code } = ((error as Error | undefined)?.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'for an unknown reason';
}
