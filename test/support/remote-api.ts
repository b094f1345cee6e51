import { Api, type ApiResponse, type CallOptions, type SetCookie } from './api.js';

/** The cookie as RFC 6265 §5.2 reads it, as far as tests ask. */
function parseCookie(header: string): SetCookie {
  const [pair = '', ...attributes] = header.split(/; */);
  const at = pair.indexOf('=');
  const values = new Map(
    attributes.map((text) => [text.split('=')[0]?.toLowerCase(), text.split('=')[1] ?? '']),
  );
  return {
    name: pair.slice(0, at),
    value: decodeURIComponent(pair.slice(at + 1)),
    path: values.get('path'),
    httpOnly: values.has('httponly'),
    secure: values.has('secure'),
    sameSite: values.get('samesite'),
  };
}

function cookieHeader(cookies: Readonly<Record<string, string>>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
}

async function read(response: Response): Promise<ApiResponse> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const cookies = response.headers.getSetCookie().map(parseCookie);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    body: isJson && text ? JSON.parse(text) : {},
    cookies: Object.fromEntries(cookies.map((cookie) => [cookie.name, cookie])),
  };
}

/** The API of a server in another process. A connection that breaks is status 0. */
export class RemoteApi extends Api {
  constructor(private readonly url: string) {
    super(undefined as never);
  }

  override async call(
    method: string,
    path: string,
    payload?: unknown,
    { headers, cookies }: CallOptions = {},
  ): Promise<ApiResponse> {
    const init: RequestInit = {
      method,
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(cookies && { cookie: cookieHeader(cookies) }),
        ...headers,
      },
      ...(payload !== undefined && {
        body: typeof payload === 'string' ? payload : JSON.stringify(payload),
      }),
    };
    const response = await fetch(this.url + path, init).catch(() => undefined);
    return response ? read(response) : { status: 0, headers: {}, body: {}, text: '', cookies: {} };
  }
}
