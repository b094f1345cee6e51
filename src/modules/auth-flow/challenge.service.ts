import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/app-error.js';
import type { Person } from '../identity/person.js';
import { InvalidMfaMethod, MfaLocked } from '../mfa/mfa.errors.js';
import { type ChallengeChoice, MfaService } from '../mfa/mfa.service.js';
import { TransactionAlreadyProcessed } from './auth-flow.errors.js';
import { ChallengeBudget } from './challenge-budget.js';
import { ChallengeDispatch, type SentChallenge } from './challenge-dispatch.js';
import { ChallengeRecord } from './challenge-record.js';
import type { Chain } from './auth-context.repository.js';
import { type Admitted, FlowGate } from './flow-gate.service.js';
import { FlowPeople } from './flow-people.js';
import { type FlowIds, hasDeniedPush } from './transaction-rules.js';

/** Starts challenges: count, send, and only then supersede what was pending. */
@Injectable()
export class ChallengeService {
  constructor(
    private readonly gate: FlowGate,
    private readonly people: FlowPeople,
    private readonly mfa: MfaService,
    private readonly budget: ChallengeBudget,
    private readonly dispatch: ChallengeDispatch,
    private readonly record: ChallengeRecord,
  ) {}

  /** @throws {InvalidMfaMethod | MfaLocked | TooManyChallenges | TransactionNotFound | TransactionEnded | DependencyUnavailable} */
  async initiate(ids: FlowIds, choice: ChallengeChoice): Promise<SentChallenge> {
    const admitted = await this.gate.admitChallenge(ids);
    const { context } = admitted.chain;
    const person = await this.people.find(ids, context.cupid);
    const refusal =
      this.whyNotOffered(person, choice, admitted) ?? (await this.budget.spend(context, choice));
    if (refusal) return this.gate.refuse(ids, refusal, context.cupid);
    // Nothing is superseded before the gateway has taken the message: if it cannot, what was pending stays good.
    const sent = await this.dispatch.send(person, choice, ids.contextId, admitted.transaction.metadata.flow);
    if (!(await this.record.write(admitted, choice, sent))) {
      await this.gate.admitChallenge(ids);
      return this.gate.refuse(ids, new TransactionAlreadyProcessed(), context.cupid);
    }
    return sent;
  }

  private whyNotOffered(person: Person, choice: ChallengeChoice, { chain }: Admitted): AppError | undefined {
    if (person.mfaLocked) return new MfaLocked();
    const afterDenial = choice.method === 'push' && (hasDeniedPush(chain) || this.isDeniedByNow(chain));
    return afterDenial || !this.mfa.isOffered(person, choice) ? new InvalidMfaMethod() : undefined;
  }

  /** A simulated person's denial is only noticed when somebody looks. */
  private isDeniedByNow({ context, transactions }: Chain): boolean {
    return transactions.some(
      ({ transactionId, transactionType, transactionStatus, createdAt }) =>
        transactionType === 'MFA_PUSH_VERIFY' &&
        transactionStatus === 'PENDING' &&
        this.mfa.decisionOf({ transactionId, cupid: context.cupid, createdAt }) === 'DENIED',
    );
  }
}
