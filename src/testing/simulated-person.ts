import type { SimulatedPerson, Traits } from '../adapters/simulated-people.js';
import { factorsOf, type PersonChanges, type TestPerson } from './a-person.js';

const NEVER = { afterSeconds: Infinity, decision: 'DENIED' } as const;

function traitsOf({ password, risk, pushAnswer }: Partial<TestPerson>): Traits {
  return {
    ...(password !== undefined && { password }),
    ...(risk !== undefined && { risk }),
    ...(pushAnswer !== undefined && { push: pushAnswer ?? NEVER }),
  };
}

/** The same person as the simulated directory keeps them. */
export function toSimulated(somebody: TestPerson): SimulatedPerson {
  const { password: _password, risk: _risk, pushAnswer: _pushAnswer, ...person } = somebody;
  return { person: { ...person, username: person.username.toLowerCase() }, traits: traitsOf(somebody) };
}

/** Somebody of the simulated directory after these changes. */
export function changed({ person, traits }: SimulatedPerson, changes: PersonChanges): SimulatedPerson {
  const { mfa, password: _password, risk: _risk, pushAnswer: _pushAnswer, ...particulars } = changes;
  const factors = mfa === undefined ? {} : factorsOf(person.username, mfa);
  return {
    person: { ...person, ...factors, ...particulars },
    traits: { ...traits, ...traitsOf(changes) },
  };
}
