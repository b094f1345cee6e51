import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { RequestInvalid } from '../../common/errors.js';
import { EventBus } from '../../common/event-bus.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import { StaleVersion } from './account.errors.js';
import { NameTaken, WrongStatus } from './administration.errors.js';
import { UserAmended } from './administration.events.js';
import { type Act, AdministratorService } from './administrator.service.js';
import { Lookups } from './lookups.js';
import { type NewPhone, toPhones, unusableFields } from './new-user.js';
import type { KycStatus, User } from './user.entity.js';
import { UserRepository } from './user.repository.js';
import { type AmendedColumns, UserAmendmentRepository } from './user-amendment.repository.js';
import type { UserPhone } from './user-phone.entity.js';

/** What is to be otherwise; what is left out stays as it is. */
export interface Amendment {
  readonly username?: string;
  /** An empty name is none. */
  readonly givenName?: string;
  readonly familyName?: string;
  /** All of them. */
  readonly phones?: readonly NewPhone[];
  readonly mfaRequired?: boolean;
  readonly kycStatus?: KycStatus;
  readonly kycLevel?: number;
}

export interface AmendingAct extends Act {
  readonly version: number;
  readonly amendment: Amendment;
}

const FIELDS: Readonly<Record<keyof Amendment, string>> = {
  username: 'username',
  givenName: 'given_name',
  familyName: 'family_name',
  phones: 'phones',
  mfaRequired: 'mfa_required',
  kycStatus: 'kyc_status',
  kycLevel: 'kyc_level',
};

/** Changes what is known of a person, as an administrator may. */
@Injectable()
export class UserAmendmentService {
  constructor(
    private readonly administrators: AdministratorService,
    private readonly amendments: UserAmendmentRepository,
    private readonly users: UserRepository,
    private readonly lookups: Lookups,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws {RequestInvalid | NotAnAdministrator | UserNotFound | WrongStatus | StaleVersion | NameTaken} */
  async amend(act: AmendingAct): Promise<void> {
    const faults = unusableFields(act.amendment);
    if (faults.length > 0)
      throw new RequestInvalid(faults.map((field) => ({ field, problem: 'cannot be taken' })));
    try {
      await this.administrators.act(act, (person) => this.change(act, person));
    } catch (error) {
      if (isUniqueViolation(error)) throw new NameTaken('user name');
      throw error;
    }
  }

  private async change({ by, version, amendment }: AmendingAct, { userId, status }: User): Promise<void> {
    if (status === 'DELETED') throw new WrongStatus(status);
    const now = this.clock.now();
    await this.demandFree(userId, amendment);
    const columns = this.columnsOf(amendment);
    if (!(await this.amendments.amend(userId, version, columns, now))) throw new StaleVersion();
    if (amendment.phones) await this.changePhones(userId, amendment.phones, now);
    const given = Object.keys(FIELDS) as (keyof Amendment)[];
    const fields = given.filter((key) => amendment[key] !== undefined).map((key) => FIELDS[key]);
    this.events.publish(new UserAmended({ cupid: userId }, { fields, by }));
  }

  private columnsOf({ username, givenName, familyName, ...rest }: Amendment): AmendedColumns {
    const { phones: _phones, ...plain } = rest;
    return {
      ...plain,
      ...(username !== undefined && { username, usernameLookup: this.lookups.username(username) }),
      ...(givenName !== undefined && { givenName: givenName || null }),
      ...(familyName !== undefined && { familyName: familyName || null }),
    };
  }

  /** While lookups are of several forms, the unique index does not know all of them. */
  private async demandFree(userId: string, { username }: Amendment): Promise<void> {
    if (username === undefined || !this.lookups.areMixed) return;
    if (await this.users.isTaken({ userId, email: null, username })) throw new NameTaken('user name');
  }

  /** A number that stays keeps the day on which it was verified. */
  private async changePhones(userId: string, phones: readonly NewPhone[], now: Date): Promise<void> {
    const known = await this.amendments.phonesOf(userId);
    const rows = toPhones({ phones }, userId, now, this.lookups).map((row) => keep(row, known));
    await this.amendments.replacePhones(userId, rows);
  }
}

function keep(row: UserPhone, known: readonly UserPhone[]): UserPhone {
  const twin = known.find(({ phoneLookup }) => phoneLookup === row.phoneLookup);
  if (!twin) return row;
  const verifiedAt = row.verifiedAt && (twin.verifiedAt ?? row.verifiedAt);
  return Object.assign(row, { verifiedAt, createdAt: twin.createdAt });
}
