import { Inject, Injectable } from '@nestjs/common';
import { Clock, toEpochSeconds } from '../common/clock.js';
import { sha256 } from '../common/digest.js';
import { RequestContext } from '../common/request-context.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { Siem, type SiemEvent, SiemFailure } from '../modules/audit/siem.port.js';
import { WebhookFailure } from './webhook-failure.js';
import { deliverOnce, signedHeaders } from './webhook-request.js';

/** Posts audit events, signed as all webhooks are. Whether and when to try again is the outbox's business. */
@Injectable()
export class WebhookSiem extends Siem {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly request: RequestContext,
  ) {
    super();
  }

  async send(events: readonly SiemEvent[]): Promise<void> {
    const { audit, adapters } = this.config;
    if (!audit.siem) throw new SiemFailure('there is no SIEM_WEBHOOK_URL');
    const { url, secret } = audit.siem;
    const body = JSON.stringify({ type: 'audit_events', events });
    const headers = signedHeaders({
      secret,
      body,
      timestamp: toEpochSeconds(this.clock.now()),
      delivery: deliveryId(body),
      correlationId: this.request.current.correlationId,
    });
    try {
      await deliverOnce({ url, headers, body, timeoutMs: adapters.webhookTimeoutMs });
    } catch (error) {
      if (!(error instanceof WebhookFailure)) throw error;
      throw new SiemFailure(error.message, error.retryAfterMs / 1000);
    }
  }
}

/** The same events have the same id, whoever sends them again. In the form of a UUID (RFC 9562 §5.8). */
function deliveryId(body: string): string {
  const hex = sha256(body);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
