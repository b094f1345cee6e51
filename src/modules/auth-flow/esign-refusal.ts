import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { EsignService, type Signing } from '../esign/esign.service.js';
import type { Answer } from './answer.js';
import { LoginEnded } from './auth-flow.events.js';
import { FlowGate } from './flow-gate.service.js';
import { OpenLogins } from './open-logins.js';
import type { FlowIds } from './transaction-rules.js';

/** The end of a login whose mandatory document was declined. */
@Injectable()
export class EsignRefusal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logins: OpenLogins,
    private readonly esign: EsignService,
    private readonly gate: FlowGate,
    private readonly events: EventBus,
  ) {}

  async endLogin(ids: FlowIds, signing: Signing): Promise<Answer> {
    const result = await this.unitOfWork.attempt(() => this.write(ids, signing));
    if (result instanceof Abandoned) return this.gate.refuseLoser(ids, 'ESIGN_ACCEPT');
    const { contextId, transactionId } = ids;
    return {
      body: { response_type_code: 'ESIGN_DECLINED', context_id: contextId, transaction_id: transactionId },
    };
  }

  private async write(ids: FlowIds, signing: Signing): Promise<void> {
    if (!(await this.logins.fail(ids.contextId))) throw new Abandoned('LOST');
    if (!(await this.logins.consume(ids.transactionId))) throw new Abandoned('LOST');
    this.esign.decline(signing);
    this.events.publish(new LoginEnded({ ...ids, cupid: signing.cupid }, { reason: 'ESIGN_DECLINED' }));
  }
}
