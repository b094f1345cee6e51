import type { FastifyInstance } from 'fastify';
import { SIMULATED_CODE } from '../adapters/simulated-otp-sender.js';
import { SIMULATED_PASSWORD } from '../adapters/simulated-people.js';
import type { SimulatedClock } from './simulated-clock.js';

export interface Machine {
  readonly userAgent: string;
  readonly ipAddress: string;
}

/** The server as a visitor reaches it. */
export interface SeedServer {
  readonly fastify: FastifyInstance;
  readonly clock: SimulatedClock;
  /** Named at every request, where the server knows its clients. */
  readonly clientId: string | undefined;
}

/** What the server says, as far as a visitor reads it. */
interface Answer {
  readonly response_type_code?: string;
  readonly error_code?: string;
  readonly context_id?: string;
  readonly transaction_id?: string;
  readonly esign_document_id?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly session_token?: string;
  readonly devices?: readonly { readonly device_id: string }[];
}

interface Call {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it is expected to be refused with; nothing, unless said. */
  readonly refused?: number;
}

type Method = 'POST' | 'GET' | 'DELETE';
type Door = (visitor: SeedVisitor, answer: Answer) => Promise<Answer>;

const WILLING: Readonly<Record<string, Door>> = {
  MFA_REQUIRED: async (visitor, answer) => visitor.enter(await visitor.challenge(answer), SIMULATED_CODE),
  ESIGN_REQUIRED: (visitor, answer) => visitor.decide('accept', answer),
  DEVICE_BIND_REQUIRED: (visitor, answer) =>
    visitor.post('/auth/device/bind', { body: { ...visitor.idsOf(answer), bind_device: true } }),
};

/** A person at a machine, some time ago. Requests go the way that those of the network go, so the rows are those of the server. */
export class SeedVisitor {
  private contextId: string | undefined;
  private tokens: Answer = {};

  constructor(
    private readonly server: SeedServer,
    readonly username: string,
    private readonly machine: Machine,
    private secondsAgo: number,
  ) {}

  /** Of the last login, whether it was completed or not. */
  get sessionId(): string | undefined {
    return this.contextId;
  }

  get refreshToken(): string | undefined {
    return this.tokens.refresh_token;
  }

  later(seconds: number): this {
    this.secondsAgo = Math.max(0, this.secondsAgo - seconds);
    return this;
  }

  async post(path: string, call: Call = {}): Promise<Answer> {
    return this.send('POST', path, { ...call, body: call.body ?? {} });
  }

  async send(method: Method, url: string, { body, headers, refused }: Call = {}): Promise<Answer> {
    const request = {
      method,
      url,
      remoteAddress: this.machine.ipAddress,
      headers: { ...this.headers(), ...headers },
      ...(body && { payload: body }),
    };
    const { statusCode: status, payload } = await this.server.clock.ago(this.secondsAgo, async () => {
      // Awaited here: it starts only when it is, and that has to be in the past.
      const response = await this.server.fastify.inject(request);
      return response;
    });
    const answer = (payload ? JSON.parse(payload) : {}) as Answer;
    if (refused === undefined ? status < 300 : status === refused) return answer;
    throw new Error(`${method} ${url} answered ${status} ${answer.error_code ?? ''}`.trim());
  }

  /** The first door alone. */
  async login(device?: string, password = SIMULATED_PASSWORD, refused?: number): Promise<Answer> {
    const body = { username: this.username, password, ...(device && { drs_action_token: device }) };
    const answer = await this.post('/auth/login', { body, ...(refused && { refused }) });
    this.contextId = answer.context_id;
    return answer;
  }

  /** Every door, as the server names them. */
  async signIn(device?: string, doors: Readonly<Record<string, Door>> = {}): Promise<this> {
    let answer = await this.login(device);
    for (;;) {
      const code = answer.response_type_code ?? '';
      const door = doors[code] ?? WILLING[code];
      if (!door) break;
      answer = await door(this, answer);
    }
    this.tokens = answer;
    return this;
  }

  async challenge(answer: Answer, method: 'sms' | 'push' = 'sms'): Promise<Answer> {
    const choice = method === 'sms' ? { method, mfa_option_id: 1 } : { method };
    return this.post('/auth/mfa/initiate', { body: { ...this.idsOf(answer), ...choice } });
  }

  async enter(challenge: Answer, code: string, refused?: number): Promise<Answer> {
    const body = { ...this.idsOf(challenge), code };
    return this.post('/auth/mfa/otp/verify', { body, ...(refused && { refused }) });
  }

  async poll({ transaction_id: transactionId = '' }: Answer, refused?: number): Promise<Answer> {
    const body = { context_id: this.contextId };
    return this.post(`/auth/mfa/transactions/${transactionId}`, { body, ...(refused && { refused }) });
  }

  async decide(decision: 'accept' | 'decline', answer: Answer): Promise<Answer> {
    const body = { ...this.idsOf(answer), document_id: answer.esign_document_id };
    return this.post(`/auth/esign/${decision}`, { body });
  }

  async refresh(refreshToken = this.tokens.refresh_token, refused?: number): Promise<void> {
    const body = { refresh_token: refreshToken };
    const answer = await this.post('/auth/refresh', { body, ...(refused && { refused }) });
    if (refused === undefined) this.tokens = answer;
  }

  async logout(): Promise<void> {
    await this.post('/auth/logout', { body: { refresh_token: this.tokens.refresh_token } });
  }

  /** By the access token of the person who is signed in. */
  bearer(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.tokens.access_token ?? ''}` };
  }

  idsOf({ transaction_id }: Answer): object {
    return { context_id: this.contextId, transaction_id };
  }

  private headers(): Record<string, string> {
    const { clientId } = this.server;
    return {
      'content-type': 'application/json',
      'user-agent': this.machine.userAgent,
      'x-token-delivery': 'body',
      ...(clientId !== undefined && { 'x-client-id': clientId }),
    };
  }
}
