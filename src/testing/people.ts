import type { SimulatedDirectory } from '../adapters/simulated-directory.js';
import type { Person } from '../modules/identity/person.js';
import type { TestPerson } from './a-person.js';
import { changed, toSimulated } from './simulated-person.js';
import type { TestPeople } from './test-server.js';

/** @throws when two of them have one user name or one id */
export function assertDistinct(people: readonly TestPerson[]): void {
  const seen = new Set<string>();
  for (const { username, cupid } of people) {
    for (const name of [`user name ${username.toLowerCase()}`, `cupid ${cupid}`]) {
      if (seen.has(name)) throw new Error(`Two people have the ${name}`);
      seen.add(name);
    }
  }
}

/** @throws naming those who are there */
export function personNamed(directory: SimulatedDirectory, username: string): Person {
  const person = directory.named(username);
  if (person) return person;
  throw new Error(`Nobody is called ${username}; there are: ${directory.usernames.join(', ')}`);
}

export function peopleOf(directory: SimulatedDirectory): TestPeople {
  return {
    add(somebody) {
      if (directory.named(somebody.username)) throw new Error(`There is a ${somebody.username} already`);
      const { person, traits } = toSimulated(somebody);
      directory.put(person, traits);
    },
    change(username, changes) {
      const known = { person: personNamed(directory, username), traits: directory.traitsOf(username) };
      const { person, traits } = changed(known, changes);
      directory.put(person, traits);
    },
    remove: (username) => directory.remove(personNamed(directory, username).cupid),
  };
}
