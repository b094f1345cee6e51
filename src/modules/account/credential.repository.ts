import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Credential } from './credential.entity.js';

@Injectable()
export class CredentialRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a person's first password when the unit ends. */
  add(userId: string, secretHash: string, now: Date): void {
    this.addMany([{ userId, secretHash }], now);
  }

  /** The same for many people. */
  addMany(passwords: readonly Pick<Credential, 'userId' | 'secretHash'>[], now: Date): void {
    const common = { credentialType: 'PASSWORD', createdAt: now, updatedAt: now } as const;
    if (passwords.length > 0)
      this.unitOfWork.insert(
        Credential,
        passwords.map(({ userId, secretHash }) => ({ ...common, userId, secretHash })),
      );
  }

  /** Puts another hash of the same password in place of the old one, unless the password was changed meanwhile. */
  async renew(userId: string, outdated: string, renewed: string, now: Date): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE credentials SET secret_hash = $3, updated_at = $4
        WHERE user_id = $1 AND credential_type = 'PASSWORD' AND secret_hash = $2`,
      [userId, outdated, renewed, now],
    );
  }
}
