import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { RequestInvalid } from '../../common/errors.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { isUserId, Lookups } from './lookups.js';
import type { UserStatus } from './user.entity.js';
import { type ListedUser, UserListRepository } from './user-list.repository.js';
import { FIRST_PAGE, fromCursor, type PageKey, toCursor, type UserFilter } from './user-page.js';

export type { ListedUser } from './user-list.repository.js';

/** Whom an administrator looks for. */
export interface Wanted {
  readonly status?: UserStatus;
  readonly role?: string;
  readonly accountId?: string;
  readonly email?: string;
  readonly username?: string;
  readonly phone?: string;
}

export interface UserPage {
  readonly users: readonly ListedUser[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** Lists of people, for administrators; those who were deleted only when they are asked for. */
@Injectable()
export class UserListService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: UserListRepository,
    private readonly lookups: Lookups,
    private readonly clock: Clock,
  ) {}

  /** @throws {RequestInvalid} for a cursor that is none of ours */
  async page(wanted: Wanted, limit: number, cursor?: string): Promise<UserPage> {
    const question = { filter: this.filterOf(wanted), after: placeOf(cursor), limit, now: this.clock.now() };
    const found = await this.unitOfWork.read(() => this.list.find(question));
    const users = found.slice(0, limit);
    const last = users.at(-1);
    return { users, nextCursor: last && found.length > limit ? toCursor(last.user) : null };
  }

  /** @throws {RequestInvalid} for an organisation that cannot exist */
  private filterOf({ status, role, accountId, email, username, phone }: Wanted): UserFilter {
    if (accountId !== undefined && !isUserId(accountId))
      throw new RequestInvalid([{ field: 'account_id', problem: 'must be a UUID' }]);
    return {
      status,
      role,
      accountId: accountId?.toLowerCase(),
      emailLookups: email === undefined ? undefined : this.lookups.emails(email),
      usernameLookups: username === undefined ? undefined : this.lookups.usernames(username),
      phoneLookups: phone === undefined ? undefined : this.lookups.phones(phone),
    };
  }
}

function placeOf(cursor: string | undefined): PageKey {
  const place = cursor === undefined ? FIRST_PAGE : fromCursor(cursor);
  if (!place)
    throw new RequestInvalid([{ field: 'cursor', problem: 'must be the next_cursor of an earlier page' }]);
  return place;
}
