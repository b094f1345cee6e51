import type { Person, Standing } from '../../src/modules/identity/person.js';
import type { ApiResponse, Ids } from './api.js';
import type { Produce } from './contract.js';
import type { ContractServer } from './contract-server.js';
import { atFirstDoor, type Kind, MAKE, type Make, type State } from './doors.js';
import { newPerson } from './walk.js';

export type Call = (server: ContractServer, door: Ids) => Promise<ApiResponse>;
type Ways = Readonly<Record<string, Produce>>;

/** Longer than any login. */
const LOGIN_LIFE = 15 * 60;

const OVER: Readonly<Partial<Record<State, string>>> = {
  consumed: '400 E01_03_003',
  superseded: '410 E01_03_002 (superseded)',
  rejected: '410 E01_03_002 (rejected)',
  'timed out': '410 E01_03_002 (timed out)',
};

const STANDINGS: Readonly<Record<string, Standing>> = {
  '423 E01_01_002': 'LOCKED',
  '423 E01_01_003': 'DISABLED',
  '423 E01_01_004': 'ENTERPRISE_BLOCKED',
  '423 E01_01_006': 'DECEASED',
  '423 E01_01_008': 'RESTRICTED',
};

/** Calls with a transaction of somebody who comes by every door, or by those that `changes` leave. */
export function at(make: Make | undefined, call: Call, changes: Partial<Person> = {}): Produce {
  return async (server) => {
    if (!make) throw new Error('No such transaction can be made');
    const { username } = await newPerson(server, 'mfaesignuser', changes);
    return call(server, await make(server, username));
  };
}

/** What the endpoint of a kind of transaction says to one that is over. */
export function over(kind: Kind, call: Call): Ways {
  const ways = Object.entries(MAKE[kind]).flatMap(([state, make]): [string, Produce][] => {
    const answer = OVER[state as State];
    return answer ? [[answer, at(make, call)]] : [];
  });
  return Object.fromEntries(ways);
}

/** What it says to one that it does not know or take, or of a login that has expired. */
export function notHere(kind: Kind, call: Call): Ways {
  const expired: Call = (server, door) => {
    server.clock.advance(LOGIN_LIFE);
    return call(server, door);
  };
  const another = kind === 'MFA_INITIATE' ? MAKE.DEVICE_BIND.pending : atFirstDoor;
  return {
    '404 E01_03_001 (unknown)': (server) => call(server, { context_id: 'sess-1', transaction_id: 'tx-1' }),
    '404 E01_03_001 (of another kind)': at(another, call),
    '410 E01_03_002 (the login has expired)': at(MAKE[kind].pending, expired),
  };
}

/** What a door says to somebody whom an administrator has kept out since the login began. */
export function keptOut(make: Make | undefined, call: Call, changes: Partial<Person> = {}): Ways {
  const ways = Object.entries(STANDINGS).map(([answer, standing]) => [
    answer,
    changedBefore(make, call, { standing }, changes),
  ]);
  return Object.fromEntries(ways);
}

/** Calls with a transaction of somebody of whom the directory says something else by then. */
export function changedBefore(
  make: Make | undefined,
  call: Call,
  later: Partial<Person>,
  changes: Partial<Person> = {},
): Produce {
  return async (server) => {
    if (!make) throw new Error('No such transaction can be made');
    const person = await newPerson(server, 'mfaesignuser', changes);
    const door = await make(server, person.username);
    server.directory.put({ ...person, ...later });
    return call(server, door);
  };
}
