import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { User } from './user.entity.js';

/** The role that makes an administrator, where it is held everywhere. */
export const ADMIN = 'admin';

@Injectable()
export class AdministratorRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Waits for whoever holds the person's row, and holds it until the unit ends; changes nothing. */
  async hold(userId: string): Promise<void> {
    await this.unitOfWork.query('UPDATE users SET updated_at = updated_at WHERE user_id = $1', [userId]);
  }

  async isAdministrator(userId: string, now: Date): Promise<boolean> {
    const { rows } = await this.unitOfWork.query(
      `SELECT 1 AS found FROM users u
        WHERE u.user_id = $1 AND u.status = 'ACTIVE' AND EXISTS (
          SELECT 1 FROM user_roles r WHERE r.user_id = u.user_id AND r.role = '${ADMIN}' AND r.account_id IS NULL
             AND r.active AND (r.expires_at IS NULL OR r.expires_at > $2))`,
      [userId, now],
    );
    return rows.length === 1;
  }

  /** Also of somebody who was deleted. */
  async find(userId: string): Promise<User | undefined> {
    const sql = 'SELECT {columns} FROM users WHERE user_id = $1';
    const [user] = await this.unitOfWork.entities(User, sql, [userId]);
    return user;
  }
}
