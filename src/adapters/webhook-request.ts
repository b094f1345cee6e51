import { WebhookFailure } from './webhook-failure.js';

const LARGEST_ANSWER = 64 * 1024;

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the whole exchange: connection, answer and its body. */
  readonly timeoutMs: number;
}

/** Sends a body once. @returns the parsed answer, null for an empty one @throws {WebhookFailure} */
export async function postOnce(request: WebhookRequest): Promise<unknown> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    return parse(await exchange(request, signal));
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
