import { Injectable } from '@nestjs/common';
import { sha256 } from '../common/digest.js';
import { type RiskAnswer, type RiskQuestion, RiskService } from '../modules/device/risk-service.port.js';

const ALLOW = { riskScore: 10, riskLevel: 'LOW', recommendation: 'ALLOW' } as const;
const TRUST = { riskScore: 0, riskLevel: 'LOW', recommendation: 'TRUST' } as const;
const CHALLENGE = { riskScore: 75, riskLevel: 'HIGH', recommendation: 'CHALLENGE' } as const;
const STALE = { riskScore: 50, riskLevel: 'MEDIUM', recommendation: 'CHALLENGE' } as const;
const DENY = { riskScore: 95, riskLevel: 'CRITICAL', recommendation: 'DENY' } as const;

const BY_USERNAME: Readonly<Record<string, Pick<RiskAnswer, 'riskScore' | 'riskLevel' | 'recommendation'>>> =
  {
    trusteduser: TRUST,
    trustedesignuser: TRUST,
    // Whatever device it is: the trust in it has run out.
    expiredtrustuser: STALE,
    riskuser: CHALLENGE,
    denyuser: DENY,
  };

/** Judges by user name. The same action token is the same device, whenever and wherever it is presented. */
@Injectable()
export class SimulatedRiskService extends RiskService {
  override readonly tokensAreSingleUse = false;

  evaluate({ username, actionToken }: RiskQuestion): Promise<RiskAnswer> {
    return Promise.resolve({
      ...(BY_USERNAME[username] ?? ALLOW),
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
