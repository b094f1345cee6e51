import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Account } from './account.entity.js';
import { Membership } from './membership.entity.js';
import { UserRole } from './user-role.entity.js';

@Injectable()
export class OrganisationRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns false when the slug is taken */
  async add(account: Account): Promise<boolean> {
    const { affected } = await this.unitOfWork.insertNow(Account, account, 'ON CONFLICT DO NOTHING');
    return affected === 1;
  }

  /** The ids of those organisations that there are, by their slugs. */
  async idsOf(slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (slugs.length === 0) return new Map();
    const places = slugs.map((_, index) => `$${index + 1}`).join(', ');
    const { rows } = await this.unitOfWork.query(
      `SELECT slug, account_id FROM accounts WHERE deleted_at IS NULL AND slug IN (${places})`,
      slugs,
    );
    return new Map(rows.map((row) => [String(row['slug']), String(row['account_id'])]));
  }

  /** Adds to people who are new what nobody can have given them yet, when the unit ends. */
  addToNew(members: readonly Membership[], roles: readonly UserRole[]): void {
    if (members.length > 0) this.unitOfWork.insert(Membership, members);
    if (roles.length > 0) this.unitOfWork.insert(UserRole, roles);
  }

  /** Makes somebody a member, or gives a member other permissions. */
  async setMember(membership: Membership): Promise<void> {
    await this.unitOfWork.insertNow(
      Membership,
      membership,
      `ON CONFLICT (account_id, user_id) DO UPDATE SET permissions = excluded.permissions, updated_at = excluded.updated_at`,
    );
  }

  /** @returns false when the person has the role already */
  async grant(role: UserRole): Promise<boolean> {
    const { affected } = await this.unitOfWork.insertNow(UserRole, role, 'ON CONFLICT DO NOTHING');
    return affected === 1;
  }

  /** @returns the grant, or undefined when it was not active */
  async withdraw(grantId: string, by: string, now: Date): Promise<UserRole | undefined> {
    const [withdrawn] = await this.unitOfWork.entities(
      UserRole,
      `UPDATE user_roles SET active = false, withdrawn_by = $2, withdrawn_at = $3
        WHERE grant_id = $1 AND active RETURNING {columns}`,
      [grantId, by, now],
    );
    return withdrawn;
  }
}
