import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { DrsEvaluation } from './drs-evaluation.entity.js';

@Injectable()
export class DrsEvaluationRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds an evaluation when the unit ends. */
  add(evaluation: DrsEvaluation): void {
    this.unitOfWork.insert(DrsEvaluation, [evaluation]);
  }

  /** Whether an action token has named a device before. */
  async hasNamedDevice(drsActionTokenHash: string): Promise<boolean> {
    const { rows } = await this.unitOfWork.query(
      'SELECT 1 FROM drs_evaluations WHERE drs_action_token_hash = $1 AND device_id IS NOT NULL',
      [drsActionTokenHash],
    );
    return rows.length > 0;
  }

  findByContext(contextId: string): Promise<DrsEvaluation[]> {
    return this.unitOfWork.repository(DrsEvaluation).findBy({ contextId });
  }

  findByPerson(cupid: string, limit: number): Promise<DrsEvaluation[]> {
    return this.unitOfWork
      .repository(DrsEvaluation)
      .find({ where: { cupid }, order: { createdAt: 'DESC' }, take: limit });
  }
}
