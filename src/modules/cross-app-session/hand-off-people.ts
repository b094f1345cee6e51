import { Injectable } from '@nestjs/common';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Person } from '../identity/person.js';
import { PersonNotActive } from './cross-app-session.errors.js';

/** The person of a hand-off as the directory knows them now. */
@Injectable()
export class HandOffPeople {
  constructor(private readonly identity: IdentityProvider) {}

  /** @throws {PersonNotActive | DependencyUnavailable} */
  async current(cupid: string): Promise<Person> {
    const person = await this.find(cupid);
    if (!person) throw new PersonNotActive();
    return person;
  }

  /** A person who may not sign in is nobody. @throws {DependencyUnavailable} */
  async find(cupid: string): Promise<Person | undefined> {
    const person = await this.identity.find(cupid);
    return person?.standing === 'ACTIVE' ? person : undefined;
  }
}
