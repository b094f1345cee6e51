import type { AppError } from '../../common/app-error.js';
import type { Person, Standing } from '../identity/person.js';
import {
  AccountDisabled,
  AccountRestricted,
  EnterpriseBlocked,
  PasswordLocked,
  PersonDeceased,
} from './auth-flow.errors.js';

const REFUSALS: Readonly<Record<Exclude<Standing, 'ACTIVE'>, new () => AppError>> = {
  LOCKED: PasswordLocked,
  DISABLED: AccountDisabled,
  ENTERPRISE_BLOCKED: EnterpriseBlocked,
  DECEASED: PersonDeceased,
  RESTRICTED: AccountRestricted,
};

/** Why an administrator keeps this person out, or undefined. */
export function whyKeptOut({ standing }: Person): AppError | undefined {
  return standing === 'ACTIVE' ? undefined : new REFUSALS[standing]();
}
