import type { Person } from './person.js';

/** Where somebody signs in. */
export interface SignInPlace {
  /** They have signed in from this device before: what strangers do to their account must not keep them out here. */
  readonly isKnownDevice: boolean;
}

/** Where people come from. `authenticate` and `find` throw DependencyUnavailable when the directory cannot be asked. */
export abstract class IdentityProvider {
  /**
   * The person with this user name and password, or null: an unknown user and a wrong password are one answer and must
   * cost the same work. A person who may not sign in is returned all the same, with the standing that says why.
   */
  abstract authenticate(username: string, password: string, place: SignInPlace): Promise<Person | null>;

  /** The person as the directory knows them now, or null when there is no such person any more. */
  abstract find(cupid: string): Promise<Person | null>;

  /**
   * Called in the unit of work that writes down how a login begins, long after the password was looked at. A directory
   * that keeps people in our own database has the unit abandoned, with the reason OVERTAKEN, if what was proved holds no
   * more; one that is asked from afar has nothing to add.
   * @param isComplete whether the login ends with this unit
   */
  confirm(_person: Person, _isComplete: boolean): void {
    // Nothing to write.
  }

  /**
   * Called in the unit in which a login passes its last door, before anything else is written in it.
   * @returns false when the person is not as they were when they were found
   */
  complete(_person: Person): Promise<boolean> {
    return Promise.resolve(true);
  }
}
