import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallSpan, OtlpTracer } from './otlp-tracer.js';

/** What Node's own fetch tells of a request that it is about to send; see the Diagnostics Channel of undici. */
interface Outgoing {
  readonly origin: string | URL;
  readonly method: string;
  readonly headers: string | readonly string[];
  addHeader(name: string, value: string): void;
}

interface Message {
  readonly request: Outgoing;
  readonly response?: { readonly statusCode: number };
  readonly error?: unknown;
}

/** Only webhooks have it: others that are called, such as a list of breached passwords, are told of no trace. */
const OF_WEBHOOKS = 'x-sallyport-delivery';

function isWebhook({ headers }: Outgoing): boolean {
  return (typeof headers === 'string' ? headers : headers.join('\n')).includes(OF_WEBHOOKS);
}

/** Traces webhooks where they leave the process, so that whoever sends them need not know. @returns how to stop it */
export function traceCalls(tracer: OtlpTracer): () => void {
  const calls = new WeakMap<Outgoing, CallSpan>();
  const begin = (message: unknown): void => {
    const { request } = message as Message;
    if (!isWebhook(request)) return;
    const about = {
      'http.request.method': request.method,
      'server.address': new URL(request.origin).hostname,
    };
    const call = tracer.call(`webhook ${request.method}`, about);
    for (const [name, value] of Object.entries(call.headers)) request.addHeader(name, value);
    calls.set(request, call);
  };
  const end = (message: unknown): void => {
    const { request, response, error } = message as Message;
    calls.get(request)?.end(response?.statusCode, error);
    calls.delete(request);
  };
  const listeners = [
    ['undici:request:create', begin],
    ['undici:request:headers', end],
    ['undici:request:error', end],
  ] as const;
  for (const [channel, listener] of listeners) subscribe(channel, listener);
  return () => listeners.forEach(([channel, listener]) => unsubscribe(channel, listener));
}
