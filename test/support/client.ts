import {
  type ClientOptions,
  createSallyportClient,
  type Doors,
  type SallyportClient,
  SallyportError,
} from '@sallyport/client';
import type { ListeningServer } from './listening.js';

/** A client whose clock is the server's, and the requests it has sent. */
export interface TestClient {
  readonly client: SallyportClient;
  readonly sent: string[];
}

const send = (request: Request): Promise<Response> => fetch(request);

export function clientOf(
  { url, clock }: ListeningServer,
  { fetch = send, ...options }: Partial<ClientOptions> = {},
): TestClient {
  const sent: string[] = [];
  const client = createSallyportClient({
    baseUrl: url,
    delivery: 'body',
    now: () => clock.now().getTime(),
    wait: async (milliseconds) => clock.advance(milliseconds / 1000),
    ...options,
    fetch: (request) => {
      sent.push(`${request.method} ${new URL(request.url).pathname}`);
      return fetch(request);
    },
  });
  return { client, sent };
}

/** A person who enters the right code, signs what there is and trusts the device. */
export function willing(client: SallyportClient): Doors {
  return {
    MFA_REQUIRED: async (step) => client.verifyCode(await client.sendCode(step), '1234'),
    ESIGN_REQUIRED: (step) => client.acceptDocument(step),
    DEVICE_BIND_REQUIRED: (step) => client.bindDevice(step),
  };
}

/** Sends requests as the pages of one browser do: with its cookies, which script never sees. */
export function browser(): (request: Request) => Promise<Response> {
  const cookies = new Map<string, string>();
  return async (request) => {
    const sent = new Request(request);
    if (sent.credentials === 'include')
      sent.headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(sent);
    for (const header of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (header.split(';')[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
}

/** What a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<SallyportError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SallyportError) return error;
  throw new Error('It was not refused', { cause: error });
}
