import createClient, { type Client } from 'openapi-fetch';
import type {
  Answer,
  CodeChoice,
  Credentials,
  DeviceBindRequired,
  Doors,
  EndOfLogin,
  EsignRequired,
  HandOffRequest,
  MfaPending,
  MfaRequired,
  SentCode,
  SentPush,
  Step,
  Success,
} from './answers.js';
import { bearer } from './bearer.js';
import { SallyportError, unexpectedAnswer } from './errors.js';
import { follow } from './follow.js';
import { type ClientOptions, headersOf } from './options.js';
import type { components, paths } from './schema.js';
import { firstNumber, idsOf } from './step-fields.js';
import { TokenKeeper, type Tokens } from './tokens.js';
import { unwrap } from './unwrap.js';

type Schemas = components['schemas'];

/** One person at one server: signs in, keeps the tokens fresh, signs out. */
export class SallyportClient {
  /** Every route, typed; the bearer token is added where one is wanted. `unwrap` turns an answer into its body. */
  readonly api: Client<paths>;
  private readonly keeper: TokenKeeper;
  private readonly wait: (milliseconds: number) => Promise<void>;

  constructor(options: ClientOptions) {
    this.api = createClient<paths>({
      baseUrl: options.baseUrl,
      credentials: options.delivery === 'cookie' ? 'include' : 'omit',
      headers: headersOf(options),
      // Looked up at each call, so that what replaces the global one later is used.
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    });
    this.keeper = new TokenKeeper({
      initial: options.tokens,
      survivesReload: options.delivery === 'cookie',
      now: options.now ?? Date.now,
      onTokens: options.onTokens ?? (() => undefined),
      renew: (refresh_token) =>
        unwrap(this.api.POST('/auth/refresh', { body: refresh_token ? { refresh_token } : {} })),
      isOver: (error) => error instanceof SallyportError && error.status === 401,
    });
    this.wait =
      options.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
    this.api.use(bearer(this.keeper));
  }

  /** Those of the person who is signed in. */
  get tokens(): Tokens | undefined {
    return this.keeper.current;
  }

  /** Goes from door to door until the login ends. */
  async signIn(credentials: Credentials, doors: Doors): Promise<EndOfLogin> {
    return follow(await this.login(credentials), doors);
  }

  /** The first door. */
  async login(credentials: Credentials): Promise<Step | Success> {
    return this.admit(await unwrap(this.api.POST('/auth/login', { body: credentials })));
  }

  /** Has a code sent, to the first number unless another is chosen; sending again voids the one before. */
  async sendCode(step: MfaRequired, choice: CodeChoice = firstNumber(step)): Promise<SentCode> {
    const sent = await unwrap(this.api.POST('/auth/mfa/initiate', { body: { ...idsOf(step), ...choice } }));
    if (sent.response_type_code !== 'OTP_VERIFY_REQUIRED') throw unexpectedAnswer('No code was sent');
    return { ...sent, context_id: step.context_id };
  }

  /** Has the phone ask; show `display_number` to the person meanwhile. */
  async sendPush(step: MfaRequired): Promise<SentPush> {
    const body = { ...idsOf(step), method: 'push' as const };
    const sent = await unwrap(this.api.POST('/auth/mfa/initiate', { body }));
    if (sent.response_type_code !== 'PUSH_VERIFY_REQUIRED') throw unexpectedAnswer('No prompt was sent');
    return { ...sent, context_id: step.context_id };
  }

  async verifyCode(sent: SentCode, code: string): Promise<Step | Success> {
    return this.admit(
      await unwrap(this.api.POST('/auth/mfa/otp/verify', { body: { ...idsOf(sent), code } })),
    );
  }

  /** What has become of a prompt, asked once. */
  async pollPush({ context_id, transaction_id }: SentPush): Promise<Step | Success | MfaPending> {
    const params = { path: { transaction_id } };
    const call = this.api.POST('/auth/mfa/transactions/{transaction_id}', { params, body: { context_id } });
    return this.admit(await unwrap(call));
  }

  /** Asks until the person has answered, as often as the server wishes. */
  async waitForPush(sent: SentPush, signal?: AbortSignal): Promise<Step | Success> {
    for (;;) {
      signal?.throwIfAborted();
      const answer = await this.pollPush(sent);
      if (answer.response_type_code !== 'MFA_PENDING') return answer;
      await this.wait(answer.retry_after);
    }
  }

  /** The text to sign, in the version that was offered. */
  document({ esign_document_id, esign_document_version }: EsignRequired): Promise<Schemas['DocumentDto']> {
    const params = { path: { document_id: esign_document_id }, query: { version: esign_document_version } };
    return unwrap(this.api.GET('/auth/esign/documents/{document_id}', { params }));
  }

  async acceptDocument(step: EsignRequired): Promise<Step | Success> {
    const body = { ...idsOf(step), document_id: step.esign_document_id };
    return this.admit(await unwrap(this.api.POST('/auth/esign/accept', { body })));
  }

  /** Declining a mandatory document ends the login. */
  async declineDocument(step: EsignRequired, reason?: string): Promise<Answer> {
    const body = {
      ...idsOf(step),
      document_id: step.esign_document_id,
      ...(reason !== undefined && { reason }),
    };
    return this.admit(await unwrap(this.api.POST('/auth/esign/decline', { body })));
  }

  /** Either way the login is complete. */
  async bindDevice(step: DeviceBindRequired, bind_device = true): Promise<Success> {
    return this.admit(
      await unwrap(this.api.POST('/auth/device/bind', { body: { ...idsOf(step), bind_device } })),
    );
  }

  /** New tokens now; seldom needed, as requests see to it themselves. A page calls it to learn whether it is signed in. */
  refresh(): Promise<Tokens> {
    return this.keeper.renewed();
  }

  /** Ends the session. Should that fail, the tokens are kept, so that it can be tried again. */
  async logout(): Promise<void> {
    await this.keeper.settled();
    const { access_token, refresh_token } = this.keeper.current ?? {};
    const headers = access_token ? { authorization: `Bearer ${access_token}` } : {};
    await unwrap(this.api.POST('/auth/logout', { body: refresh_token ? { refresh_token } : {}, headers }));
    this.keeper.forget();
  }

  /** Ends every session of the person, this one too. */
  async logoutEverywhere(): Promise<number> {
    const { revoked } = await unwrap(this.api.POST('/auth/logout/all'));
    this.keeper.forget();
    return revoked;
  }

  /** Ends every other session of the person. */
  async logoutOthers(): Promise<number> {
    return (await unwrap(this.api.POST('/auth/logout/others'))).revoked;
  }

  async sessions(): Promise<Schemas['OwnSessionDto'][]> {
    return (await unwrap(this.api.GET('/auth/sessions'))).sessions;
  }

  async endSession(session_id: string): Promise<void> {
    await unwrap(this.api.DELETE('/auth/sessions/{session_id}', { params: { path: { session_id } } }));
  }

  async devices(): Promise<Schemas['OwnDeviceDto'][]> {
    return (await unwrap(this.api.GET('/auth/devices'))).devices;
  }

  renameDevice(device_id: string, device_name: string): Promise<Schemas['OwnDeviceDto']> {
    const params = { path: { device_id } };
    return unwrap(this.api.PATCH('/auth/devices/{device_id}', { params, body: { device_name } }));
  }

  async removeDevice(device_id: string): Promise<void> {
    await unwrap(this.api.DELETE('/auth/devices/{device_id}', { params: { path: { device_id } } }));
  }

  /** A token by which the person enters another app; give it to that app by a form post, never in a URL. */
  handOff(request: HandOffRequest = {}): Promise<Schemas['HandOffDto']> {
    return unwrap(this.api.POST('/cross-app/generate-session', { body: request }));
  }

  /** Keeps the tokens of an answer that has some. */
  private admit<A extends Answer | MfaPending>(answer: A): A {
    if (answer.response_type_code === 'SUCCESS') this.keeper.take(answer);
    return answer;
  }
}

export function createSallyportClient(options: ClientOptions): SallyportClient {
  return new SallyportClient(options);
}
