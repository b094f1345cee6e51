import type { Person } from './person.js';

/** Where somebody signs in. */
export interface SignInPlace {
  /** They have signed in from this device before: what strangers do to their account must not keep them out here. */
  readonly isKnownDevice: boolean;
}

/** Where people come from. Either method throws DependencyUnavailable when the directory cannot be asked. */
export abstract class IdentityProvider {
  /**
   * The person with this user name and password, or null: an unknown user and a wrong password are one answer and must
   * cost the same work. A person who may not sign in is returned all the same, with the standing that says why.
   */
  abstract authenticate(username: string, password: string, place: SignInPlace): Promise<Person | null>;

  /** The person as the directory knows them now, or null when there is no such person any more. */
  abstract find(cupid: string): Promise<Person | null>;
}
