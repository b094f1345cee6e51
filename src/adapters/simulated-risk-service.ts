import { Injectable } from '@nestjs/common';
import { sha256 } from '../common/digest.js';
import {
  type Recommendation,
  type RiskAnswer,
  type RiskQuestion,
  RiskService,
} from '../modules/device/risk-service.port.js';
import { SimulatedDirectory } from './simulated-directory.js';

/** STALE is a challenge too, of somebody who has been trusted. */
export type RiskVerdict = Recommendation | 'STALE';

const ANSWERS: Readonly<Record<RiskVerdict, Pick<RiskAnswer, 'riskScore' | 'riskLevel' | 'recommendation'>>> =
  {
    ALLOW: { riskScore: 10, riskLevel: 'LOW', recommendation: 'ALLOW' },
    TRUST: { riskScore: 0, riskLevel: 'LOW', recommendation: 'TRUST' },
    CHALLENGE: { riskScore: 75, riskLevel: 'HIGH', recommendation: 'CHALLENGE' },
    STALE: { riskScore: 50, riskLevel: 'MEDIUM', recommendation: 'CHALLENGE' },
    DENY: { riskScore: 95, riskLevel: 'CRITICAL', recommendation: 'DENY' },
  };

/** Judges by the person. The same action token is the same device, whenever and wherever it is presented. */
@Injectable()
export class SimulatedRiskService extends RiskService {
  override readonly tokensAreSingleUse = false;

  constructor(private readonly directory: SimulatedDirectory) {
    super();
  }

  evaluate({ username, actionToken }: RiskQuestion): Promise<RiskAnswer> {
    return Promise.resolve({
      ...ANSWERS[this.directory.traitsOf(username).risk ?? 'ALLOW'],
      deviceId: actionToken === null ? null : simulatedDeviceId(actionToken),
      deviceReputation: actionToken === null ? null : 'KNOWN',
      behavioralScore: null,
      velocityScore: null,
      locationRisk: null,
      metadata: { simulated: true },
    });
  }
}

/** The device that the simulated risk service sees behind an action token. */
export function simulatedDeviceId(actionToken: string): string {
  return `simulated-${sha256(actionToken).slice(0, 32)}`;
}
