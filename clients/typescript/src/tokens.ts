import type { components } from './schema.js';

type Schemas = components['schemas'];
type Issued = Schemas['SuccessDto'] | Schemas['RefreshedDto'];

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  /** Only with delivery in the body; a browser keeps it in a cookie that script cannot read. */
  readonly refresh_token?: string | undefined;
  /** When the access token runs out, in milliseconds since the epoch, by this device's clock. */
  readonly expires_at: number;
}

export interface KeeperOptions {
  readonly initial: Tokens | undefined;
  /** Whether there may be a refresh token although there are no tokens here: a browser's cookie outlives the page. */
  readonly survivesReload: boolean;
  readonly now: () => number;
  readonly onTokens: (tokens: Tokens | undefined) => void;
  readonly renew: (refreshToken: string | undefined) => Promise<Issued>;
  readonly isOver: (error: unknown) => boolean;
}

/** Refreshed a little early: a request takes time to arrive. */
const LEEWAY_MS = 10_000;

/** Keeps the tokens of one signed-in person, and renews them when they are asked for too late. */
export class TokenKeeper {
  private tokens: Tokens | undefined;
  private renewal: Promise<Tokens> | undefined;

  constructor(private readonly options: KeeperOptions) {
    this.tokens = options.initial;
  }

  get current(): Tokens | undefined {
    return this.tokens;
  }

  take(issued: Issued): void {
    this.set(this.read(issued));
  }

  forget(): void {
    this.set(undefined);
  }

  /** A token to send now, or none when nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    const { now, survivesReload } = this.options;
    const isFresh = this.tokens && now() < this.tokens.expires_at - LEEWAY_MS;
    if (isFresh || !(this.tokens || survivesReload)) return this.tokens?.access_token;
    return (await this.renewed()).access_token;
  }

  /** A token other than the one that the server has just refused. */
  async accessTokenAfter(refused: string | undefined): Promise<string | undefined> {
    if (this.tokens && this.tokens.access_token !== refused) return this.tokens.access_token;
    return (await this.renewed()).access_token;
  }

  /** One renewal in flight serves all who ask meanwhile: a refresh token is good for one. */
  renewed(): Promise<Tokens> {
    this.renewal ??= this.renew().finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  /** Waits for a renewal in flight, however it ends. */
  async settled(): Promise<void> {
    await this.renewal?.catch(() => undefined);
  }

  private async renew(): Promise<Tokens> {
    const before = this.tokens;
    try {
      const fresh = this.read(await this.options.renew(before?.refresh_token));
      // Whoever has signed in or out meanwhile stays so.
      if (this.tokens === before) this.set(fresh);
      return this.tokens ?? fresh;
    } catch (error) {
      if (this.tokens === before && this.options.isOver(error)) this.forget();
      throw error;
    }
  }

  private read({ access_token, id_token, refresh_token, expires_in }: Issued): Tokens {
    return { access_token, id_token, refresh_token, expires_at: this.options.now() + expires_in * 1000 };
  }

  private set(tokens: Tokens | undefined): void {
    this.tokens = tokens;
    this.options.onTokens(tokens);
  }
}
