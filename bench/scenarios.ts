import type { LoadClient, LoadRequest } from 'autocannon';

const HEADERS = { 'content-type': 'application/json', 'x-token-delivery': 'body' };
const GATEWAY = { ...HEADERS, 'x-api-key': 'dev-gateway-key' };

/** People who sign in with a code and have nothing to sign; several, as one person's logins wait for each other. */
const PEOPLE_WITH_CODES = [
  'mfauser',
  'pushfail',
  'pushexpired',
  'otponlyuser',
  'expiredtrustuser',
  'riskuser',
];

/** What each connection repeats, and what it counts besides requests. */
export interface Load {
  setupClient(client: LoadClient): void;
  /** Whole chains so far, where a request is only a part of one. */
  readonly chains?: () => number;
}

export interface Target {
  readonly url: string;
  readonly connections: number;
  /** Before `/auth/refresh`, where a server offers the same work in several ways. */
  readonly prefix: string;
}

const post = (path: string, body: object, headers = HEADERS): LoadRequest => ({
  method: 'POST',
  path,
  headers,
  body: JSON.stringify(body),
});

const get = (path: string): LoadRequest => ({ method: 'GET', path });

const always = (...requests: LoadRequest[]): Load => ({
  setupClient: (client) => client.setRequests(requests),
});

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

async function signIn({ url }: Target): Promise<Tokens> {
  const { method, headers, body } = post('', { username: 'testuser', password: 'password' });
  const response = await fetch(`${url}/auth/login`, { method, headers, body });
  if (response.status !== 201) throw new Error(`The login before a round answered ${response.status}`);
  return (await response.json()) as Tokens;
}

async function signInAll(target: Target): Promise<Tokens[]> {
  return Promise.all(Array.from({ length: target.connections }, () => signIn(target)));
}

/** Every connection rotates a token of its own. */
async function refreshes(target: Target): Promise<Load> {
  const waiting = await signInAll(target);
  return {
    setupClient(client) {
      let token = waiting.pop()?.refresh_token;
      const request: LoadRequest = {
        ...post(`${target.prefix}/auth/refresh`, {}),
        setupRequest: (next) => ({ ...next, body: JSON.stringify({ refresh_token: token }) }),
        onResponse: (status, body) => {
          if (status === 200) token = (JSON.parse(body) as Tokens).refresh_token;
        },
      };
      client.setRequests([request]);
    },
  };
}

/** Every connection shows a token of its own. */
async function sessionChecks(target: Target): Promise<Load> {
  const waiting = await signInAll(target);
  return {
    setupClient(client) {
      client.setRequests([post('/auth/token/verify', { token: waiting.pop()?.access_token }, GATEWAY)]);
    },
  };
}

/** Login, initiate, verify, and again from the start. */
function chains(): Load {
  let done = 0;
  let people = 0;
  return {
    chains: () => done,
    setupClient(client) {
      const username = PEOPLE_WITH_CODES[people++ % PEOPLE_WITH_CODES.length];
      let ids: Readonly<Record<string, unknown>> = {};
      const follow = (_status: number, body: string) => {
        const { context_id = ids['context_id'], transaction_id } = JSON.parse(body) as Record<
          string,
          unknown
        >;
        ids = { context_id, transaction_id };
      };
      const step = (path: string, extra: object): LoadRequest => ({
        ...post(path, {}),
        setupRequest: (next) => ({ ...next, body: JSON.stringify({ ...ids, ...extra }) }),
      });
      client.setRequests([
        { ...post('/auth/login', { username, password: 'password' }), onResponse: follow },
        { ...step('/auth/mfa/initiate', { method: 'sms', mfa_option_id: 1 }), onResponse: follow },
        {
          ...step('/auth/mfa/otp/verify', { code: '1234' }),
          onResponse: (status) => void (done += Number(status === 201)),
        },
      ]);
    },
  };
}

const SCENARIOS = {
  login: () => always(post('/auth/login', { username: 'testuser', password: 'password' })),
  chain: chains,
  refresh: refreshes,
  'session check': sessionChecks,
  JWKS: () => always(get('/.well-known/jwks.json')),
  hello: () => always(get('/hello')),
} as const satisfies Record<string, (target: Target) => Load | Promise<Load>>;

export type ScenarioName = keyof typeof SCENARIOS;

export async function prepare(name: ScenarioName, target: Target): Promise<Load> {
  return SCENARIOS[name](target);
}
