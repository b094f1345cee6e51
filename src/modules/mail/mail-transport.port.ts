/** A mail as it goes out. Every header value is one line. */
export interface RenderedMail {
  /** The id of its row, the same at each attempt. */
  readonly id: string;
  /** Made from the id: a second copy of a mail can be told by it. */
  readonly messageId: string;
  readonly template: string;
  readonly from: { readonly name: string; readonly address: string };
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What the mail asks its reader to follow. */
  readonly link?: string;
  readonly date: Date;
}

/**
 * unreachable: the mail server cannot be used, for whatever mail · deferred: it refuses this mail for now · refused: it
 * refuses this mail for good.
 */
export type MailFailureKind = 'unreachable' | 'deferred' | 'refused';

/** Why a mail did not go out. The message is for logs and the outbox: it names no address and quotes no answer. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';

  constructor(
    readonly kind: MailFailureKind,
    message: string,
  ) {
    super(message);
  }
}

/** How mails leave the server. */
export abstract class MailTransport {
  /** Returns when the mail has been handed over. @throws {MailFailure} */
  abstract send(mail: RenderedMail): Promise<void>;
}
