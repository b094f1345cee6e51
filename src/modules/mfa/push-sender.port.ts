/** The number to choose is shown where the person signs in and never sent: the phone must be told it by its owner. */
export interface PushMessage {
  readonly contextId: string;
  readonly transactionId: string;
  readonly cupid: string;
  readonly expiresAt: Date;
}

export type PushDecision = 'APPROVED' | 'DENIED';

export interface PendingPush {
  readonly transactionId: string;
  readonly cupid: string;
  readonly createdAt: Date;
}

/** What the phone answers, and how its gateway vouches for it. */
export interface PushApproval {
  readonly transactionId: string;
  readonly selectedNumber: number | null;
  readonly decision: 'approve' | 'deny';
  /** Seconds since the epoch, as sent in `x-push-timestamp`. */
  readonly timestamp: string | undefined;
  /** Hexadecimal HMAC-SHA256, as sent in `x-push-signature`. */
  readonly signature: string | undefined;
}

/** The gateway that prompts on phones go out by. */
export abstract class PushSender {
  /** @returns the gateway's id of the delivery @throws {DependencyUnavailable} */
  abstract send(message: PushMessage): Promise<string>;

  /** Whether an answer may be believed. */
  abstract vouchesFor(approval: PushApproval, now: Date): boolean;

  /** What a simulated person has answered by now; a real one answers by the approve endpoint. */
  decisionOf(_push: PendingPush, _now: Date): PushDecision | undefined {
    return undefined;
  }
}
