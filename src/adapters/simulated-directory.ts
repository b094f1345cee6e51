import { Injectable } from '@nestjs/common';
import { equalInConstantTime } from '../common/digest.js';
import { IdentityProvider } from '../modules/identity/identity-provider.port.js';
import type { Person } from '../modules/identity/person.js';
import { SIMULATED_PASSWORD, simulatedPeople } from './simulated-people.js';

/** A directory of people who exist only here. */
@Injectable()
export class SimulatedDirectory extends IdentityProvider {
  private people = new Map<string, Person>();

  constructor() {
    super();
    this.reset();
  }

  authenticate(username: string, password: string): Promise<Person | null> {
    const person = [...this.people.values()].find((one) => one.username === username.toLowerCase());
    // Compared for an unknown user too, so that both failures cost the same.
    const isRight = equalInConstantTime(password, SIMULATED_PASSWORD);
    return Promise.resolve(person && isRight ? person : null);
  }

  find(cupid: string): Promise<Person | null> {
    return Promise.resolve(this.people.get(cupid) ?? null);
  }

  usernameOf(cupid: string): string | undefined {
    return this.people.get(cupid)?.username;
  }

  /** Adds a person, or changes what is known of one. */
  put(person: Person): void {
    this.people.set(person.cupid, person);
  }

  remove(cupid: string): void {
    this.people.delete(cupid);
  }

  reset(): void {
    this.people = new Map(simulatedPeople().map((person) => [person.cupid, person]));
  }
}
