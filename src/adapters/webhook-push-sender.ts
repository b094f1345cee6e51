import { Inject, Injectable } from '@nestjs/common';
import { Clock, toEpochSeconds } from '../common/clock.js';
import { equalInConstantTime, hmacSha256 } from '../common/digest.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { type PushApproval, type PushMessage, PushSender } from '../modules/mfa/push-sender.port.js';
import { WebhookClient, webhookTarget } from './webhook-client.js';

/** How far the gateway's clock may be from ours, and how long a signature can be repeated. */
const TOLERANCE_SECONDS = 300;

/** Hands prompts to a gateway that shows them on phones, and checks its signature on what the phones answer. */
@Injectable()
export class WebhookPushSender extends PushSender {
  private readonly client: WebhookClient;
  private readonly callbackSecret: string | undefined;

  constructor(
    @Inject(APP_CONFIG) { adapters }: AppConfig,
    clock: Clock,
    random: Random,
    request: RequestContext,
  ) {
    super();
    this.client = new WebhookClient(webhookTarget('push', adapters), clock, random, request);
    this.callbackSecret = adapters.pushCallbackSecret;
  }

  send({ contextId, transactionId, cupid, expiresAt }: PushMessage): Promise<string> {
    return this.client.notify({
      type: 'push',
      context_id: contextId,
      transaction_id: transactionId,
      cupid,
      expires_at: expiresAt.toISOString(),
    });
  }

  vouchesFor(approval: PushApproval, now: Date): boolean {
    const { transactionId, selectedNumber, decision, timestamp, signature } = approval;
    if (!this.callbackSecret || !timestamp || !signature || !isRecent(timestamp, now)) return false;
    const signed = `${transactionId}.${selectedNumber ?? ''}.${decision}.${timestamp}`;
    return equalInConstantTime(signature.toLowerCase(), hmacSha256(this.callbackSecret, signed));
  }
}

function isRecent(timestamp: string, now: Date): boolean {
  return (
    /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) - toEpochSeconds(now)) <= TOLERANCE_SECONDS
  );
}
