import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UserRole } from './user-role.entity.js';

/** A role of a person, in one organisation or, when that is null, everywhere. */
export interface RoleName {
  readonly userId: string;
  readonly role: string;
  readonly accountId: string | null;
}

@Injectable()
export class RoleGrantRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async hasAccount(accountId: string): Promise<boolean> {
    const sql = 'SELECT 1 AS found FROM accounts WHERE account_id = $1 AND deleted_at IS NULL';
    return (await this.unitOfWork.query(sql, [accountId])).rows.length === 1;
  }

  /** Closes a grant that has run out: as long as it stands open, the role cannot be given again. */
  async closeOutdated({ userId, role, accountId }: RoleName, now: Date): Promise<void> {
    const account = accountId === null ? 'IS NULL' : '= $4';
    await this.unitOfWork.query(
      `UPDATE user_roles SET active = false, withdrawn_by = 'expiry', withdrawn_at = $3
        WHERE user_id = $1 AND role = $2 AND account_id ${account} AND active AND expires_at <= $3`,
      [userId, role, now, ...(accountId === null ? [] : [accountId])],
    );
  }

  /** The grant by which a person has a role. */
  async findOpen({ userId, role, accountId }: RoleName): Promise<UserRole | undefined> {
    const grants = await this.ofUser(userId);
    return grants.find((grant) => grant.active && grant.role === role && grant.accountId === accountId);
  }

  /** Newest first. */
  ofUser(userId: string): Promise<UserRole[]> {
    const sql = 'SELECT {columns} FROM user_roles WHERE user_id = $1 ORDER BY granted_at DESC, grant_id DESC';
    return this.unitOfWork.entities(UserRole, sql, [userId]);
  }
}
