import { Injectable } from '@nestjs/common';
import type { Statement } from '../../database/sql-session.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { NEXT } from './known-user.js';
import { User } from './user.entity.js';
import { pageQuery, type PageQuestion } from './user-page.js';

/** A person as lists show them. */
export interface ListedUser {
  readonly user: User;
  /** Held everywhere, now. */
  readonly roles: readonly string[];
}

@Injectable()
export class UserListRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The statement of a page, for whoever wants to see how the database takes it. */
  statement(question: PageQuestion): Statement {
    const { conditions, parameters } = pageQuery(question);
    const sql = `SELECT ${this.unitOfWork.columns(User, 'u', 'u_')},
        (SELECT string_agg(h.role, '${NEXT}') FROM user_roles h
          WHERE h.user_id = u.user_id AND h.account_id IS NULL AND h.active
            AND (h.expires_at IS NULL OR h.expires_at > $3)) AS roles
      FROM users u WHERE ${conditions}`;
    return { sql, parameters };
  }

  /** One person more than asked for, if there are. */
  async find(question: PageQuestion): Promise<ListedUser[]> {
    const { sql, parameters } = this.statement(question);
    const { rows } = await this.unitOfWork.query(sql, parameters);
    return rows.map((row) => ({
      user: this.unitOfWork.hydrate(User, row, 'u_'),
      roles: ((row['roles'] as string | null)?.split(NEXT) ?? []).sort(),
    }));
  }
}
