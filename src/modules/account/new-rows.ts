import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Random } from '../../common/random.js';
import { Lookups } from './lookups.js';
import { type NewUser, toPhones, toUser } from './new-user.js';
import { type UniqueField, type UniqueKey, uniqueKeysOf } from './unique-keys.js';
import type { User } from './user.entity.js';
import type { UserPhone } from './user-phone.entity.js';

/** Makes the rows of somebody new, with a new id, and with what they are sought by. */
@Injectable()
export class NewRows {
  constructor(
    private readonly lookups: Lookups,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  of(fields: NewUser, hasPassword: boolean): { readonly user: User; readonly phones: UserPhone[] } {
    const now = this.clock.now();
    const user = toUser(fields, this.random.orderedId(now), hasPassword, now, this.lookups);
    return { user, phones: toPhones(fields, user.userId, now, this.lookups) };
  }

  /** What nobody else may have, in every form that a row may have it in. */
  uniqueKeysOf(user: User): UniqueKey[] {
    const { email, username } = user;
    const forms: Partial<Record<UniqueField, readonly string[]>> = {
      email: email === null ? [] : this.lookups.emails(email),
      username: username === null ? [] : this.lookups.usernames(username),
    };
    return uniqueKeysOf(user).map((key) => ({ ...key, forms: forms[key.field] ?? key.forms }));
  }
}
