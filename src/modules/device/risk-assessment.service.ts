import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { RiskDenied, RiskEvaluated } from './device.events.js';
import { DrsEvaluationRepository } from './drs-evaluation.repository.js';
import { type RiskAnswer, type RiskQuestion, RiskService } from './risk-service.port.js';

/** What was asked and answered about one login; not written down yet. */
export interface Assessment {
  readonly cupid: string;
  readonly answer: RiskAnswer;
  readonly actionTokenHash: string | null;
  /** The device the action token names, if it still may name one. */
  readonly riskDeviceId: string | null;
  /** Whether this is the login in which the token names its device first. */
  readonly isFirstUse: boolean;
}

@Injectable()
export class RiskAssessmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly evaluations: DrsEvaluationRepository,
    private readonly risk: RiskService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Asks the risk service, outside any unit. @throws {DependencyUnavailable} */
  async assess(question: RiskQuestion): Promise<Assessment> {
    const answer = await this.risk.evaluate(question);
    const actionTokenHash = question.actionToken === null ? null : sha256(question.actionToken);
    const isFirstUse = actionTokenHash === null || !(await this.isSpent(actionTokenHash));
    const mayName = isFirstUse || !this.risk.tokensAreSingleUse;
    const riskDeviceId = mayName ? answer.deviceId : null;
    return { cupid: question.cupid, answer, actionTokenHash, riskDeviceId, isFirstUse };
  }

  /** The same assessment, of a token that has meanwhile been presented by another login. */
  asRepeated(assessment: Assessment): Assessment {
    const riskDeviceId = this.risk.tokensAreSingleUse ? null : assessment.riskDeviceId;
    return { ...assessment, isFirstUse: false, riskDeviceId };
  }

  /**
   * Writes the assessment down in the running unit. A token's first use is a unique row: of two logins that present one
   * token at once, the second fails with a unique violation and has to go on as a repetition.
   */
  record(contextId: string, { cupid, answer, actionTokenHash, isFirstUse }: Assessment): void {
    const { metadata, ...scores } = answer;
    this.evaluations.add({
      ...scores,
      evaluationId: this.random.orderedId(this.clock.now()),
      contextId,
      cupid,
      drsActionTokenHash: actionTokenHash,
      deviceId: isFirstUse ? answer.deviceId : null,
      evaluationMetadata: isFirstUse ? metadata : { ...metadata, repeated_token: true },
      createdAt: this.clock.now(),
    });
    const details = {
      risk_score: answer.riskScore,
      risk_level: answer.riskLevel,
      recommendation: answer.recommendation,
    };
    const Event = answer.recommendation === 'DENY' ? RiskDenied : RiskEvaluated;
    this.events.publish(new Event({ contextId, cupid }, details));
  }

  private isSpent(actionTokenHash: string): Promise<boolean> {
    return this.unitOfWork.read(() => this.evaluations.hasNamedDevice(actionTokenHash));
  }
}
