import type { Person } from '../../identity/person.js';
import type { AnswerBody } from '../answer.js';
import type { Phase, TransactionType } from '../auth-transaction.entity.js';
import type { FlowMemory, TransactionMetadata } from '../transaction-metadata.js';
import type { FlowIds } from '../transaction-rules.js';

/** A login between two doors. */
export interface Flow {
  readonly contextId: string;
  readonly person: Person;
  readonly memory: FlowMemory;
}

/** What a door asks, and the transaction by which it will be answered. */
export interface Demand {
  readonly phase: Phase;
  readonly type: TransactionType;
  /** Seconds. */
  readonly lifetime: number;
  readonly documentId?: string;
  readonly metadata: Omit<TransactionMetadata, 'flow'>;
  answer(ids: FlowIds): AnswerBody;
}

/** One door of a login. Doors are tried in order; the first that asks for something is the next. */
export interface Step {
  /** What this door asks of the person now, or undefined when it stands open. Reads only. */
  demand(flow: Flow): Promise<Demand | undefined>;
}
