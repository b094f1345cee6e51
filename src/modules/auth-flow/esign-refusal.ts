import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/event-bus.js';
import { Abandoned } from '../../database/abandoned.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { EsignService, type Signing } from '../esign/esign.service.js';
import type { Answer } from './answer.js';
import { LoginEnded } from './auth-flow.events.js';
import type { AuthTransaction } from './auth-transaction.entity.js';
import { FlowGate } from './flow-gate.service.js';
import { OpenLogins } from './open-logins.js';
import type { FlowIds } from './transaction-rules.js';

/** A no to a document. */
export interface Declined {
  readonly transaction: AuthTransaction;
  readonly signing: Signing;
  readonly reason: string | undefined;
}

/** Writes down that a document was declined, which ends the login if it is mandatory. */
@Injectable()
export class EsignRefusal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logins: OpenLogins,
    private readonly esign: EsignService,
    private readonly gate: FlowGate,
    private readonly events: EventBus,
  ) {}

  /** In the running unit. The reason stays out of the audit trail, from which nothing can be erased. */
  note({ transaction, signing, reason }: Declined): void {
    this.esign.decline(signing);
    if (reason !== undefined) this.logins.keepReason(transaction, reason);
  }

  async endLogin(ids: FlowIds, declined: Declined): Promise<Answer> {
    const result = await this.unitOfWork.attempt(() => this.write(ids, declined));
    if (result instanceof Abandoned) return this.gate.refuseLoser(ids, 'ESIGN_ACCEPT');
    const { contextId, transactionId } = ids;
    return {
      body: { response_type_code: 'ESIGN_DECLINED', context_id: contextId, transaction_id: transactionId },
    };
  }

  private async write(ids: FlowIds, declined: Declined): Promise<void> {
    if (!(await this.logins.fail(ids.contextId))) throw new Abandoned('LOST');
    if (!(await this.logins.consume(ids.transactionId))) throw new Abandoned('LOST');
    this.note(declined);
    const { cupid } = declined.signing;
    this.events.publish(new LoginEnded({ ...ids, cupid }, { reason: 'ESIGN_DECLINED' }));
  }
}
