import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { RequestContext } from '../../common/request-context.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Person } from '../identity/person.js';

/** Who is as they were when they proved themselves: whoever changes either writes this row before looking for sessions to end. */
const AS_PROVED = `user_id = $1 AND status = 'ACTIVE' AND deleted_at IS NULL AND password_changed_at IS NOT DISTINCT FROM $2`;

/** A person's row at a login. It is written even where nothing of it changes: so of a login and a reset one waits for the other. */
@Injectable()
export class SignIns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly request: RequestContext,
    private readonly clock: Clock,
  ) {}

  /** The running unit is abandoned at its end if the person is not as they were. */
  demand(person: Person, isComplete: boolean): void {
    const { sql, parameters } = this.statement(person, isComplete);
    this.unitOfWork.defer(sql, parameters, 'OVERTAKEN');
  }

  /** @returns false if the person is not as they were */
  async complete(person: Person): Promise<boolean> {
    const { sql, parameters } = this.statement(person, true);
    return (await this.unitOfWork.query(sql, parameters)).affected === 1;
  }

  private statement({ cupid, passwordChangedAt }: Person, isComplete: boolean) {
    const proved = [cupid, passwordChangedAt];
    if (!isComplete)
      return { sql: `UPDATE users SET last_login_at = last_login_at WHERE ${AS_PROVED}`, parameters: proved };
    return {
      sql: `UPDATE users SET last_login_at = $3, last_login_ip = $4 WHERE ${AS_PROVED}`,
      parameters: [...proved, this.clock.now(), this.request.current.ipAddress],
    };
  }
}
