import type { components, operations } from './schema.js';

type Schemas = components['schemas'];

export type Credentials = Schemas['LoginDto'];
export type CodeChoice = { readonly method: 'sms' | 'voice'; readonly mfa_option_id: number };
export type HandOffRequest = Schemas['GenerateHandOffDto'];

export type Success = Schemas['SuccessDto'];
export type MfaRequired = Schemas['MfaRequiredDto'];
export type EsignRequired = Schemas['EsignRequiredDto'];
export type EsignDeclined = Schemas['EsignDeclinedDto'];
export type DeviceBindRequired = Schemas['DeviceBindRequiredDto'];
export type MfaPending = Schemas['MfaPendingDto'];

/** A door that is still shut; `response_type_code` says which. */
export type Step = MfaRequired | EsignRequired | DeviceBindRequired;
/** How a login ends, other than by an error. */
export type EndOfLogin = Success | EsignDeclined;
export type Answer = Step | EndOfLogin;

/** A challenge knows the login it belongs to, so that it can be answered without the step that asked for it. */
interface OfLogin {
  readonly context_id: string;
}
export type SentCode = Schemas['OtpSentDto'] & OfLogin;
export type SentPush = Schemas['PushSentDto'] & OfLogin;

/** What an app does at each door. Each returns the server's next answer. */
export interface Doors {
  MFA_REQUIRED(step: MfaRequired): Promise<Answer>;
  ESIGN_REQUIRED(step: EsignRequired): Promise<Answer>;
  DEVICE_BIND_REQUIRED(step: DeviceBindRequired): Promise<Answer>;
}

type Responses = operations[keyof operations]['responses'];
type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type BodiesOf<R> = R extends unknown ? JsonOf<R[keyof R]> : never;
type CodeOf<Body> = Body extends { error_code: infer Code } ? Code : never;

/** Every error code that the server documents. */
export type ErrorCode = CodeOf<BodiesOf<Responses>>;
