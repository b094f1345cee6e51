import { type Api, type ApiResponse, type Ids, ids } from './api.js';
import type { TestServer } from './create-app.js';

export type Kind = 'MFA_INITIATE' | 'MFA_VERIFY' | 'MFA_PUSH_VERIFY' | 'ESIGN_ACCEPT' | 'DEVICE_BIND';
export type State = 'pending' | 'approved' | 'consumed' | 'superseded' | 'rejected' | 'timed out';

type Call = (api: Api, ids: Ids) => Promise<ApiResponse>;

/** Every endpoint that takes a transaction, called as its client would. */
export const ENDPOINTS: Readonly<Record<string, Call>> = {
  initiate: (api, door) => api.initiate(door),
  'initiate a push': (api, door) => api.push(door),
  verify: (api, door) => api.verify(door),
  poll: (api, door) => api.poll(door),
  approve: (api, door) => api.approve(door, { selected_number: 1 }),
  deny: (api, door) => api.approve(door, { decision: 'deny' }),
  accept: (api, door) => api.accept(door),
  decline: (api, door) => api.decline(door, 'terms-v1-2025'),
  bind: (api, door) => api.bind(door),
};

const MFA_KINDS: readonly Kind[] = ['MFA_INITIATE', 'MFA_VERIFY', 'MFA_PUSH_VERIFY'];

/** The kinds of transaction that an endpoint takes. */
export const TAKES: Readonly<Record<string, readonly Kind[]>> = {
  initiate: MFA_KINDS,
  'initiate a push': MFA_KINDS,
  verify: ['MFA_VERIFY'],
  poll: ['MFA_PUSH_VERIFY'],
  approve: ['MFA_PUSH_VERIFY'],
  deny: ['MFA_PUSH_VERIFY'],
  accept: ['ESIGN_ACCEPT'],
  decline: ['ESIGN_ACCEPT'],
  bind: ['DEVICE_BIND'],
};

let devices = 0;

/** A new login of a person, with all doors before them, on a device of its own. */
export async function atFirstDoor({ api }: TestServer, username: string): Promise<Ids> {
  devices += 1;
  return ids(await api.login(username, { drs_action_token: `device ${devices}` }));
}

async function withCode(server: TestServer, username: string): Promise<Ids> {
  const first = await atFirstDoor(server, username);
  return { ...first, ...pick(await server.api.initiate(first)) };
}

async function withPush(server: TestServer, username: string): Promise<Ids & { readonly number: number }> {
  const first = await atFirstDoor(server, username);
  const sent = await server.api.push(first);
  return { ...first, ...pick(sent), number: sent.body.display_number };
}

async function withDocument(server: TestServer, username: string): Promise<Ids> {
  const code = await withCode(server, username);
  return { ...code, ...pick(await server.api.verify(code)) };
}

async function withDevice(server: TestServer, username: string): Promise<Ids> {
  const document = await withDocument(server, username);
  return { ...document, ...pick(await server.api.accept(document)) };
}

function pick({ body }: ApiResponse): Pick<Ids, 'transaction_id'> {
  return { transaction_id: body.transaction_id };
}

export type Make = (server: TestServer, username: string) => Promise<Ids>;

async function after(door: Promise<Ids>, ...steps: readonly ((door: Ids) => unknown)[]): Promise<Ids> {
  const { context_id, transaction_id } = await door;
  for (const step of steps) await step({ context_id, transaction_id });
  return { context_id, transaction_id };
}

async function withApproval(server: TestServer, username: string): Promise<Ids> {
  const { number, ...door } = await withPush(server, username);
  await server.api.approve(door, { selected_number: number });
  return door;
}

const wrongCodes =
  ({ api }: TestServer) =>
  async (door: Ids): Promise<void> => {
    for (let attempt = 0; attempt < 5; attempt++) await api.verify(door, '9999');
  };

/** How a transaction of each kind comes into each state that it can be in. */
export const MAKE: Readonly<Record<Kind, Readonly<Partial<Record<State, Make>>>>> = {
  MFA_INITIATE: {
    pending: atFirstDoor,
    superseded: (server, username) =>
      after(atFirstDoor(server, username), (door) => server.api.initiate(door)),
  },
  MFA_VERIFY: {
    pending: withCode,
    consumed: (server, username) => after(withCode(server, username), (door) => server.api.verify(door)),
    superseded: (server, username) => after(withCode(server, username), (door) => server.api.initiate(door)),
    rejected: (server, username) => after(withCode(server, username), wrongCodes(server)),
    'timed out': (server, username) => after(withCode(server, username), () => server.clock.advance(120)),
  },
  MFA_PUSH_VERIFY: {
    pending: withPush,
    approved: withApproval,
    consumed: (server, username) => after(withApproval(server, username), (door) => server.api.poll(door)),
    superseded: (server, username) => after(withPush(server, username), (door) => server.api.initiate(door)),
    rejected: (server, username) =>
      after(withPush(server, username), (door) => server.api.approve(door, { decision: 'deny' })),
    'timed out': (server, username) => after(withPush(server, username), () => server.clock.advance(120)),
  },
  ESIGN_ACCEPT: {
    pending: withDocument,
    consumed: (server, username) => after(withDocument(server, username), (door) => server.api.accept(door)),
    'timed out': (server, username) => after(withDocument(server, username), () => server.clock.advance(600)),
  },
  DEVICE_BIND: {
    pending: withDevice,
    consumed: (server, username) => after(withDevice(server, username), (door) => server.api.bind(door)),
    'timed out': (server, username) => after(withDevice(server, username), () => server.clock.advance(300)),
  },
};

/** Every kind of transaction in every state that it can be in. */
export const EVERY_STATE = Object.entries(MAKE).flatMap(([kind, states]) =>
  Object.keys(states).map((state) => [kind, state] as [Kind, State]),
);
