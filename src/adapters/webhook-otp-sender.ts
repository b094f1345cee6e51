import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { type OtpMessage, OtpSender } from '../modules/mfa/otp-sender.port.js';
import { WebhookClient, webhookTarget } from './webhook-client.js';

/** Hands one-time codes to a gateway that sends them by text message or voice call. */
@Injectable()
export class WebhookOtpSender extends OtpSender {
  private readonly client: WebhookClient;

  constructor(
    @Inject(APP_CONFIG) { adapters }: AppConfig,
    clock: Clock,
    random: Random,
    request: RequestContext,
  ) {
    super();
    this.client = new WebhookClient(webhookTarget('otp', adapters), clock, random, request);
  }

  send({ transactionId, channel, destination, code, expiresAt }: OtpMessage): Promise<string> {
    return this.client.notify({
      type: 'otp',
      transaction_id: transactionId,
      channel,
      destination,
      code,
      expires_at: expiresAt.toISOString(),
    });
  }
}
