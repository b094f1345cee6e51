import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { sha256 } from '../../common/digest.js';
import { EventBus } from '../../common/event-bus.js';
import { Random } from '../../common/random.js';
import { RequestContext } from '../../common/request-context.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Decision } from './esign-acceptance.entity.js';
import { DocumentNotFound } from './esign.errors.js';
import type { EsignDocument } from './esign-document.entity.js';
import { DocumentAccepted, DocumentDeclined, DocumentPublished } from './esign.events.js';
import { EsignRepository } from './esign.repository.js';

/** The very version that was offered: what is accepted is what was shown. */
export interface PinnedDocument {
  readonly document_id: string;
  readonly version: string;
  readonly content_sha256: string;
  readonly mandatory: boolean;
}

export interface Signing {
  readonly contextId: string;
  readonly transactionId: string;
  readonly cupid: string;
  readonly document: PinnedDocument;
  /** What the client's clock said; evidence, never trusted. */
  readonly clientTimestamp: Date | null;
}

export type NewDocument = Pick<
  EsignDocument,
  'documentId' | 'version' | 'title' | 'content' | 'mandatory' | 'audience'
>;

@Injectable()
export class EsignService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: EsignRepository,
    private readonly events: EventBus,
    private readonly request: RequestContext,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** The next document that this person has to be asked about, leaving out those already answered in this login. */
  async firstUnsigned(
    cupid: string,
    audiences: readonly string[],
    answered: readonly string[],
  ): Promise<PinnedDocument | undefined> {
    const unsigned = await this.unitOfWork.read(() => this.documents.findUnsigned(cupid, this.clock.now()));
    const next = unsigned.find(
      ({ documentId, audience }) =>
        !answered.includes(documentId) && (audience === null || audiences.includes(audience)),
    );
    if (!next) return undefined;
    const { documentId, version, contentSha256, mandatory } = next;
    return { document_id: documentId, version, content_sha256: contentSha256, mandatory };
  }

  /** @throws {DocumentNotFound} */
  async find(documentId: string, version?: string): Promise<EsignDocument> {
    const now = this.clock.now();
    const document = await this.unitOfWork.read(() => this.documents.findDocument(documentId, version, now));
    if (!document) throw new DocumentNotFound();
    return document;
  }

  /** Writes an acceptance down in the running unit. @returns when it was made */
  accept(signing: Signing): Date {
    const { contextId, transactionId, cupid, document } = signing;
    this.events.publish(new DocumentAccepted({ contextId, transactionId, cupid }, { ...document }));
    return this.decide(signing, 'ACCEPTED');
  }

  decline(signing: Signing): void {
    const { contextId, transactionId, cupid, document } = signing;
    this.events.publish(new DocumentDeclined({ contextId, transactionId, cupid }, { ...document }));
    this.decide(signing, 'DECLINED');
  }

  /** Publishes a version. @returns false when it exists already: it stays as it is */
  publish(document: NewDocument): Promise<boolean> {
    const { documentId, version, content } = document;
    const contentSha256 = sha256(content);
    return this.unitOfWork.run(async () => {
      const row = { ...document, contentSha256, publishedAt: this.clock.now(), retiredAt: null };
      if (!(await this.documents.publish(row))) return false;
      this.events.publish(
        new DocumentPublished({}, { document_id: documentId, version, content_sha256: contentSha256 }),
      );
      return true;
    });
  }

  private decide(
    { contextId, transactionId, cupid, document, clientTimestamp }: Signing,
    decision: Decision,
  ): Date {
    const acceptedAt = this.clock.now();
    const { ipAddress, userAgent } = this.request.current;
    this.documents.addDecision({
      acceptanceId: this.random.orderedId(acceptedAt),
      cupid,
      documentId: document.document_id,
      version: document.version,
      contentSha256: document.content_sha256,
      contextId,
      transactionId,
      decision,
      ipAddress,
      userAgent,
      acceptedAt,
      clientTimestamp,
    });
    return acceptedAt;
  }
}
