import { equalInConstantTime } from '../common/digest.js';
import { IdentityProvider } from '../modules/identity/identity-provider.port.js';
import type { Person } from '../modules/identity/person.js';
import { SIMULATED_PASSWORD, type SimulatedPerson, type Traits } from './simulated-people.js';

/** A directory of people who exist only here. */
export class SimulatedDirectory extends IdentityProvider {
  private people = new Map<string, Person>();
  private traits = new Map<string, Traits>();

  /** @param inhabitants who is there at the start and after a reset */
  constructor(private readonly inhabitants: readonly SimulatedPerson[]) {
    super();
    this.reset();
  }

  authenticate(username: string, password: string): Promise<Person | null> {
    const person = this.named(username);
    // Compared for an unknown user too, so that both failures cost the same.
    const isRight = equalInConstantTime(password, this.traitsOf(username).password ?? SIMULATED_PASSWORD);
    return Promise.resolve(person && isRight ? person : null);
  }

  find(cupid: string): Promise<Person | null> {
    return Promise.resolve(this.people.get(cupid) ?? null);
  }

  named(username: string): Person | undefined {
    return [...this.people.values()].find((person) => person.username === username.toLowerCase());
  }

  get usernames(): string[] {
    return [...this.people.values()].map(({ username }) => username);
  }

  usernameOf(cupid: string): string | undefined {
    return this.people.get(cupid)?.username;
  }

  traitsOf(username: string): Traits {
    return this.traits.get(username.toLowerCase()) ?? {};
  }

  /** Adds a person, or changes what is known of one. */
  put(person: Person, traits = this.traitsOf(person.username)): void {
    this.people.set(person.cupid, person);
    this.traits.set(person.username, traits);
  }

  remove(cupid: string): void {
    this.people.delete(cupid);
  }

  reset(): void {
    this.people = new Map();
    this.traits = new Map();
    for (const { person, traits } of this.inhabitants) this.put(person, traits);
  }
}
