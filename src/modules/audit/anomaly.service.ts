import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { RequestInvalid } from '../../common/errors.js';
import type { Principal } from '../../common/principal.js';
import type { Statement } from '../../database/sql-session.js';
import { ANOMALIES, type AnomalyKind, type Burst, BURSTS, USUAL_WINDOW } from './anomaly-kinds.js';
import { AnomalyRepository, type Finding, type Period } from './anomaly.repository.js';
import { AuditReads } from './audit-reads.js';
import { AnomaliesRead } from './audit.events.js';

const DAY = 24 * 60 * 60;
export const MOST_DAYS_OF_ANOMALIES = 7;

export interface AnomalyQuestion {
  readonly from?: Date;
  readonly to?: Date;
  readonly windowSeconds?: number;
  readonly minFailures?: number;
}

export interface Anomaly extends Finding {
  readonly kind: AnomalyKind;
}

export interface AnomalyReport extends Period {
  readonly anomalies: readonly Anomaly[];
}

function periodOf({ from, to, windowSeconds = USUAL_WINDOW }: AnomalyQuestion, now: Date): Period {
  const end = to ?? now;
  const start = from ?? addSeconds(end, -DAY);
  const seconds = (end.getTime() - start.getTime()) / 1000;
  if (seconds <= 0 || seconds > MOST_DAYS_OF_ANOMALIES * DAY) {
    const problem = `must be before to, by at most ${MOST_DAYS_OF_ANOMALIES} days`;
    throw new RequestInvalid([{ field: 'from', problem }]);
  }
  return { from: start, to: end, window: windowSeconds };
}

/** What in the trail looks wrong. It is a beginning to look into, not a verdict. */
@Injectable()
export class AnomalyService {
  constructor(
    private readonly repository: AnomalyRepository,
    private readonly reads: AuditReads,
    private readonly clock: Clock,
  ) {}

  /** @throws {RequestInvalid} for a period that is too long, or none */
  async report(principal: Principal, question: AnomalyQuestion): Promise<AnomalyReport> {
    const period = periodOf(question, this.clock.now());
    await this.reads.note(AnomaliesRead, principal, question);
    const anomalies: Anomaly[] = [];
    for (const kind of ANOMALIES) {
      const findings = await this.repository.find(this.statement(kind, period, question.minFailures));
      anomalies.push(...findings.map((finding) => ({ kind, ...finding })));
    }
    return { ...period, anomalies };
  }

  /** For whoever wants to see how the database takes it. */
  statement(kind: AnomalyKind, period: Period, failures?: number): Statement {
    if (kind === 'device_switch') return this.repository.switches(period);
    if (kind === 'token_reuse') return this.repository.reuses(period);
    const burst: Burst = kind;
    return this.repository.burst(burst, failures ?? BURSTS[burst], period);
  }
}
