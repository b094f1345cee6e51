import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AccountToken, type TokenPurpose } from './account-token.entity.js';

/** A token as it was presented, by its hash. */
export interface PresentedToken {
  readonly tokenHash: string;
  readonly purpose: TokenPurpose;
  readonly now: Date;
}

/** Good for the address that it was sent to, and only while that is the person's. */
const IS_GOOD = `token_hash = $1 AND purpose = $2 AND expires_at > $3 AND consumed_at IS NULL AND voided_at IS NULL
  AND EXISTS (SELECT 1 FROM users u WHERE u.user_id = account_tokens.user_id AND u.deleted_at IS NULL
                AND u.email_lookup = account_tokens.email_lookup)`;

@Injectable()
export class AccountTokenRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(token: AccountToken): void {
    this.unitOfWork.insert(AccountToken, [token]);
  }

  /** @returns whose it is, without using it up */
  async ownerOf({ tokenHash, purpose, now }: PresentedToken): Promise<string | undefined> {
    const { rows } = await this.unitOfWork.query(`SELECT user_id FROM account_tokens WHERE ${IS_GOOD}`, [
      tokenHash,
      purpose,
      now,
    ]);
    return rows[0]?.['user_id'] as string | undefined;
  }

  /** Uses a token up. @returns whose it was; undefined for all but the first that presents a good one */
  async redeem({ tokenHash, purpose, now }: PresentedToken): Promise<string | undefined> {
    const { rows } = await this.unitOfWork.query(
      `UPDATE account_tokens SET consumed_at = $3 WHERE ${IS_GOOD} RETURNING user_id`,
      [tokenHash, purpose, now],
    );
    return rows[0]?.['user_id'] as string | undefined;
  }

  async voidAll(userId: string, purpose: TokenPurpose, now: Date): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE account_tokens SET voided_at = $3
        WHERE user_id = $1 AND purpose = $2 AND consumed_at IS NULL AND voided_at IS NULL`,
      [userId, purpose, now],
    );
  }
}
