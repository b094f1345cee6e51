/** What a client sends to the first door. */
export interface LoginRequest {
  readonly username: string;
  readonly password: string;
  readonly actionToken: string | null;
  readonly deviceCookie: string | null;
  /** The name that the answer gives to a browser without one. */
  readonly newDeviceCookie: string | null;
  readonly appId: string | null;
  readonly appVersion: string | null;
}
