/** Who a request with a valid access token acts for. */
export interface Principal {
  readonly cupid: string;
  readonly sessionId: string;
  readonly clientId: string;
  readonly tokenId: string;
  readonly roles: readonly string[];
}
