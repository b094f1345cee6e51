import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Record<string, string | string[] | number | undefined>;
  /** The parsed JSON, or `{}` where there is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read whatever the server said
  readonly body: any;
  readonly text: string;
  /** The cookies set, by name. */
  readonly cookies: Record<string, SetCookie>;
}

export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly maxAge?: number;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly sameSite?: string;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

export interface Ids {
  readonly context_id: string;
  readonly transaction_id: string;
}

/** The API as a client sees it; no call throws, whatever the status. */
export class Api {
  constructor(private readonly app: NestFastifyApplication) {}

  async call(
    method: string,
    url: string,
    payload?: unknown,
    options: CallOptions = {},
  ): Promise<ApiResponse> {
    const response = await this.app.inject({
      method: method as 'POST',
      url,
      headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...options.headers },
      cookies: { ...options.cookies },
      ...(payload !== undefined && {
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      }),
    });
    const isJson = String(response.headers['content-type']).startsWith('application/json');
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.payload,
      body: isJson && response.payload ? JSON.parse(response.payload) : {},
      cookies: Object.fromEntries(
        (response.cookies as unknown as SetCookie[]).map((cookie) => [cookie.name, cookie]),
      ),
    };
  }

  get(url: string, options?: CallOptions): Promise<ApiResponse> {
    return this.call('GET', url, undefined, options);
  }

  /** An object is sent as JSON, a string as it is. */
  post(url: string, body: unknown = {}, options?: CallOptions): Promise<ApiResponse> {
    return this.call('POST', url, body, options);
  }

  login(username: string, extra: object = {}, options?: CallOptions): Promise<ApiResponse> {
    return this.post('/auth/login', { username, password: 'password', ...extra }, options);
  }

  initiate(
    { context_id, transaction_id }: Ids,
    choice: object = { method: 'sms', mfa_option_id: 1 },
  ): Promise<ApiResponse> {
    return this.post('/auth/mfa/initiate', { context_id, transaction_id, ...choice });
  }

  push(ids: Ids): Promise<ApiResponse> {
    return this.initiate(ids, { method: 'push' });
  }

  verify({ context_id, transaction_id }: Ids, code = '1234', options?: CallOptions): Promise<ApiResponse> {
    return this.post('/auth/mfa/otp/verify', { context_id, transaction_id, code }, options);
  }

  poll({ context_id, transaction_id }: Ids, options?: CallOptions): Promise<ApiResponse> {
    return this.post(`/auth/mfa/transactions/${transaction_id}`, { context_id }, options);
  }

  approve({ context_id, transaction_id }: Ids, answer: object, options?: CallOptions): Promise<ApiResponse> {
    return this.post(`/auth/mfa/transactions/${transaction_id}/approve`, { context_id, ...answer }, options);
  }

  accept(
    { context_id, transaction_id }: Ids,
    documentId = 'terms-v1-2025',
    extra: object = {},
  ): Promise<ApiResponse> {
    return this.post('/auth/esign/accept', { context_id, transaction_id, document_id: documentId, ...extra });
  }

  decline({ context_id, transaction_id }: Ids, documentId: string, extra: object = {}): Promise<ApiResponse> {
    return this.post('/auth/esign/decline', {
      context_id,
      transaction_id,
      document_id: documentId,
      ...extra,
    });
  }

  bind({ context_id, transaction_id }: Ids, bindDevice = true): Promise<ApiResponse> {
    return this.post('/auth/device/bind', { context_id, transaction_id, bind_device: bindDevice });
  }

  /** Refreshes by cookie, as a browser does. */
  refresh(refreshToken: string, options: CallOptions = {}): Promise<ApiResponse> {
    return this.post(
      '/auth/refresh',
      {},
      { ...options, cookies: { refresh_token: refreshToken, ...options.cookies } },
    );
  }

  logout(refreshToken: string): Promise<ApiResponse> {
    return this.post('/auth/logout', {}, { cookies: { refresh_token: refreshToken } });
  }

  /** What a gateway learns of an access token. */
  verifyToken(token: string, scopes?: readonly string[]): Promise<ApiResponse> {
    return this.post(
      '/auth/token/verify',
      { token, scopes },
      { headers: { 'x-api-key': 'dev-gateway-key' } },
    );
  }
}

/** The ids by which a login goes on: its context, and the transaction of the newest answer. */
export function ids(...answers: readonly ApiResponse[]): Ids {
  const found = answers.map(({ body }) => body as Partial<Ids>);
  const last = (key: keyof Ids): string =>
    found
      .map((one) => one[key])
      .filter(Boolean)
      .at(-1) ?? '';
  return { context_id: last('context_id'), transaction_id: last('transaction_id') };
}
