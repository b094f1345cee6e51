import type { Person } from '../../src/modules/identity/person.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { type Api, type ApiResponse, type CallOptions, ids } from './api.js';
import { createTestServer, type TestOptions, type TestServer } from './create-app.js';

let people = 0;

/** A person like one of the simulator's, but known to one test only: nobody else counts or trusts on their account. */
export async function newPerson(
  { directory }: TestServer,
  like: string,
  changes: Partial<Person> = {},
): Promise<Person> {
  const model = await directory.authenticate(like, 'password');
  if (!model) throw new Error(`Nobody is called ${like}`);
  people += 1;
  const person = { ...model, username: `${like}${people}`, cupid: `person-${people}`, ...changes };
  directory.put(person);
  return person;
}

/** Has a code sent and enters it. */
export async function passMfa(api: Api, login: ApiResponse, options?: CallOptions): Promise<ApiResponse> {
  const sent = await api.initiate(ids(login));
  return api.verify(ids(login, sent), '1234', options);
}

/** Signs in with a code on the device that the names in `extra` and `options` stand for, and has it trusted. */
export async function bindDevice(
  api: Api,
  username: string,
  extra: object = {},
  options?: CallOptions,
): Promise<ApiResponse> {
  const login = await api.login(username, extra, options);
  const offered = await passMfa(api, login);
  return api.bind(ids(login, offered));
}

/** The refresh token that an answer set as a cookie. */
export function refreshTokenOf({ cookies }: ApiResponse): string {
  return cookies.refresh_token?.value ?? '';
}

/** Starts one challenge and enters `times` wrong codes. @returns the last answer */
export async function enterWrongCodes(api: Api, login: ApiResponse, times: number): Promise<ApiResponse> {
  const challenge = ids(login, await api.initiate(ids(login)));
  let answer = login;
  for (let time = 1; time <= times; time++) answer = await api.verify(challenge, '9999');
  return answer;
}

/** What one of the server's repositories finds. */
export function find<T>({ app }: TestServer, query: () => Promise<T>): Promise<T> {
  return app.get(UnitOfWork).read(query);
}

export interface SignedIn {
  readonly sessionId: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** A live session of somebody who needs no further step. */
export async function signIn(api: Api, username = 'testuser', options?: CallOptions): Promise<SignedIn> {
  const { body, cookies } = await api.login(username, {}, options);
  return {
    sessionId: body.context_id,
    accessToken: body.access_token,
    idToken: body.id_token,
    refreshToken: body.refresh_token ?? cookies.refresh_token?.value ?? '',
  };
}

/** Gives `work` a server of its own and closes it, whatever happens. */
export async function withServer(
  options: TestOptions,
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await createTestServer(options);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}
