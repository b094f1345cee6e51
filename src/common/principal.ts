/** Who a request with a valid access token acts for. */
export interface Principal {
  readonly cupid: string;
  readonly sessionId: string;
  readonly clientId: string;
  readonly tokenId: string;
  /** The device that the login named, if it named one. */
  readonly deviceFingerprintHash: string | null;
  readonly roles: readonly string[];
}
