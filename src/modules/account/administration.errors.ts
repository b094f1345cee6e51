import { AppError } from '../../common/app-error.js';
import type { UserStatus } from './user.entity.js';

export class GrantNotFound extends AppError {
  readonly code = 'CIAM_E01_05_004';
  readonly status = 404;

  constructor() {
    super('The person was never given this role');
  }
}

/** Since the token was issued, the role was withdrawn or ran out, or its holder was kept out. */
export class NotAnAdministrator extends AppError {
  readonly code = 'CIAM_E01_02_003';
  readonly status = 403;

  constructor() {
    super('You are not an administrator any more');
  }
}

/** Otherwise the last administrator could leave nobody behind. */
export class NotToYourself extends AppError {
  readonly code = 'CIAM_E01_02_003';
  readonly status = 403;

  constructor() {
    super('You cannot do this to yourself; ask another administrator');
  }
}

const ADVICE: Readonly<Record<UserStatus, string>> = {
  PENDING: 'The person has not verified the e-mail yet: activate or disable them instead',
  ACTIVE: 'The person is active: there is nothing to restore',
  LOCKED: 'The person is locked: unlock them first',
  DISABLED: 'The person is disabled: activate them first',
  DELETED: 'The person is deleted: restore them first',
};

/** What was asked for does not follow from the status that the person has. */
export class WrongStatus extends AppError {
  readonly code = 'CIAM_E01_05_003';
  readonly status = 409;

  constructor(found: UserStatus) {
    super(ADVICE[found]);
  }
}

export class NameTaken extends AppError {
  readonly code = 'CIAM_E01_05_003';
  readonly status = 409;

  constructor(what: string) {
    super(`The ${what} belongs to somebody else; change it there first, or choose another one`);
  }
}

/** Somebody's personal data were erased, so that nothing is left that could be restored. */
export class NothingToRestore extends AppError {
  readonly code = 'CIAM_E01_05_003';
  readonly status = 409;

  constructor() {
    super('The person’s data were erased: they can only be registered anew');
  }
}

export class RoleHeldAlready extends AppError {
  readonly code = 'CIAM_E01_05_003';
  readonly status = 409;

  constructor() {
    super('The person has this role already, with another end: withdraw it first');
  }
}
