import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Lookups } from './lookups.js';
import { type NewPhone, toPhone } from './new-user.js';
import { UserPhone } from './user-phone.entity.js';

@Injectable()
export class UserPhoneRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lookups: Lookups,
  ) {}

  /** All of them, verified or not, by their option. */
  ofUser(userId: string): Promise<UserPhone[]> {
    return this.unitOfWork.entities(
      UserPhone,
      'SELECT {columns} FROM user_phones WHERE user_id = $1 ORDER BY option_id',
      [userId],
    );
  }

  /** @returns false when the number in that place is verified: codes go there, so no session alone may change it */
  async setUnverified(userId: string, phone: NewPhone, now: Date): Promise<boolean> {
    const row = toPhone(phone, userId, now, this.lookups);
    const { affected } = await this.unitOfWork.insertNow(
      UserPhone,
      row,
      `ON CONFLICT (user_id, option_id) DO UPDATE
         SET phone = excluded.phone, phone_lookup = excluded.phone_lookup, updated_at = excluded.updated_at
         WHERE user_phones.verified_at IS NULL`,
    );
    return affected === 1;
  }
}
