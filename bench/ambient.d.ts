/** What the bench and the fault suite use of packages and scripts that bring no types. */

declare module 'autocannon' {
  export interface LoadRequest {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly setupRequest?: (request: LoadRequest) => LoadRequest;
    readonly onResponse?: (status: number, body: string) => void;
  }

  export interface LoadClient {
    setRequests(requests: readonly LoadRequest[]): void;
  }

  export interface LoadResult {
    readonly duration: number;
    readonly errors: number;
    readonly non2xx: number;
  }

  export interface LoadOptions {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly setupClient: (client: LoadClient) => void;
  }

  interface Tracker extends PromiseLike<LoadResult> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, ms: number) => void,
    ): void;
  }

  // eslint-disable-next-line sallyport/no-default-export -- that is how the package exports it
  export default function autocannon(options: LoadOptions): Tracker;
}

declare module '*/local-postgres.mjs' {
  export interface LocalPostgres {
    readonly url: string;
    readonly port: number;
    readonly home: string;
    ended(): Promise<void>;
    stop(): Promise<void>;
    readonly log: string;
  }

  export interface LocalPostgresOptions {
    readonly durable: boolean;
    readonly dataDir?: string;
    readonly port?: number;
  }

  export function startPostgres(options: LocalPostgresOptions): Promise<LocalPostgres>;
}
