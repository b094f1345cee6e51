import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../common/clock.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import {
  RECOMMENDATIONS,
  RISK_LEVELS,
  type RiskAnswer,
  type RiskQuestion,
  RiskService,
} from '../modules/device/risk-service.port.js';
import { fitsJson, note, textUpTo } from './storable.js';
import { WebhookClient, webhookTarget } from './webhook-client.js';

const LONGEST_METADATA = 8192;

const score = () => z.number().min(0).max(100).transform(Math.round);
const optionalScore = () =>
  score()
    .nullish()
    .transform((value) => value ?? null);

/** Lengths are those of the columns of `drs_evaluations`. */
const Evaluation = z
  .object({
    risk_score: score(),
    risk_level: z.enum(RISK_LEVELS),
    recommendation: z.enum(RECOMMENDATIONS),
    // Never clipped: two devices could become one.
    device_id: textUpTo(128)
      .nullish()
      .transform((id) => id || null),
    device_reputation: note(32),
    behavioral_score: optionalScore(),
    velocity_score: optionalScore(),
    location_risk: note(16),
    metadata: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((metadata) =>
        fitsJson(metadata ?? {}, LONGEST_METADATA) ? (metadata ?? {}) : { omitted: true },
      ),
  })
  .transform((answer): RiskAnswer => ({
    riskScore: answer.risk_score,
    riskLevel: answer.risk_level,
    recommendation: answer.recommendation,
    deviceId: answer.device_id,
    deviceReputation: answer.device_reputation,
    behavioralScore: answer.behavioral_score,
    velocityScore: answer.velocity_score,
    locationRisk: answer.location_risk,
    metadata: answer.metadata,
  }));

/** Asks a service over HTTP what it makes of a login. */
@Injectable()
export class WebhookRiskService extends RiskService {
  override readonly tokensAreSingleUse = true;

  private readonly client: WebhookClient;

  constructor(
    @Inject(APP_CONFIG) { adapters }: AppConfig,
    clock: Clock,
    random: Random,
    request: RequestContext,
  ) {
    super();
    this.client = new WebhookClient(webhookTarget('risk', adapters), clock, random, request);
  }

  evaluate({ cupid, username, actionToken, ipAddress, userAgent }: RiskQuestion): Promise<RiskAnswer> {
    const question = {
      type: 'risk',
      cupid,
      username,
      drs_action_token: actionToken,
      ip_address: ipAddress,
      user_agent: userAgent,
    };
    return this.client.ask(question, Evaluation);
  }
}
