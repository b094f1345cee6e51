export const RISK_LEVELS = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const RECOMMENDATIONS = ['ALLOW', 'CHALLENGE', 'DENY', 'TRUST'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

export interface RiskQuestion {
  readonly cupid: string;
  readonly username: string;
  readonly actionToken: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** What the risk service makes of one login. Scores are 0 to 100. */
export interface RiskAnswer {
  readonly riskScore: number;
  readonly riskLevel: RiskLevel;
  readonly recommendation: Recommendation;
  /** The device that the action token stands for. */
  readonly deviceId: string | null;
  readonly deviceReputation: string | null;
  readonly behavioralScore: number | null;
  readonly velocityScore: number | null;
  readonly locationRisk: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Judges the device and the circumstances of a login. */
export abstract class RiskService {
  /** Whether an action token names its device once only; a simulator's stays good. */
  readonly tokensAreSingleUse: boolean = true;

  /** @throws {DependencyUnavailable} */
  abstract evaluate(question: RiskQuestion): Promise<RiskAnswer>;
}
