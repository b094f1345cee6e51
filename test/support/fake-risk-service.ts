import {
  type RiskAnswer,
  type RiskQuestion,
  RiskService,
} from '../../src/modules/device/risk-service.port.js';

/** Like a real service: an action token such as `phone:1` stands for the device `phone`, and names it once only. */
export class FakeRiskService extends RiskService {
  override readonly tokensAreSingleUse = true;

  evaluate({ actionToken }: RiskQuestion): Promise<RiskAnswer> {
    return Promise.resolve({
      riskScore: 20,
      riskLevel: 'LOW',
      recommendation: 'ALLOW',
      deviceId: actionToken?.split(':')[0] ?? null,
      deviceReputation: null,
      behavioralScore: null,
      velocityScore: null,
      locationRisk: null,
      metadata: {},
    });
  }
}
