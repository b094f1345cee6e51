import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { EsignAcceptance } from './esign-acceptance.entity.js';
import { EsignDocument } from './esign-document.entity.js';

/** A current document without its text. */
export interface DocumentHeading {
  readonly documentId: string;
  readonly version: string;
  readonly contentSha256: string;
  readonly mandatory: boolean;
  readonly audience: string | null;
}

@Injectable()
export class EsignRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The newest version of every document that this person has not accepted; mandatory ones first. */
  async findUnsigned(cupid: string, now: Date): Promise<DocumentHeading[]> {
    const { rows } = await this.unitOfWork.query(
      `SELECT d.document_id, d.version, d.content_sha256, d.mandatory, d.audience
         FROM esign_documents d
        WHERE d.retired_at IS NULL AND d.published_at <= $2
          AND NOT EXISTS (SELECT 1 FROM esign_documents n
                           WHERE n.document_id = d.document_id AND n.retired_at IS NULL
                             AND n.published_at <= $2 AND n.published_at > d.published_at)
          AND NOT EXISTS (SELECT 1 FROM esign_acceptances a
                           WHERE a.cupid = $1 AND a.document_id = d.document_id AND a.version = d.version
                             AND a.decision = 'ACCEPTED')
        ORDER BY d.mandatory DESC, d.document_id`,
      [cupid, now],
    );
    return rows.map((row) => ({
      documentId: row['document_id'] as string,
      version: row['version'] as string,
      contentSha256: row['content_sha256'] as string,
      mandatory: Boolean(row['mandatory']),
      audience: row['audience'] as string | null,
    }));
  }

  /** This version, retired or not; without a version the newest one. */
  async findDocument(
    documentId: string,
    version: string | undefined,
    now: Date,
  ): Promise<EsignDocument | undefined> {
    const [document] =
      version === undefined
        ? await this.unitOfWork.entities(
            EsignDocument,
            `SELECT {columns} FROM esign_documents WHERE document_id = $1 AND retired_at IS NULL AND published_at <= $2
              ORDER BY published_at DESC LIMIT 1`,
            [documentId, now],
          )
        : await this.unitOfWork.entities(
            EsignDocument,
            'SELECT {columns} FROM esign_documents WHERE document_id = $1 AND version = $2 AND published_at <= $3',
            [documentId, version, now],
          );
    return document;
  }

  /** @returns whether this version is new */
  async publish(document: EsignDocument): Promise<boolean> {
    const { affected } = await this.unitOfWork.insertNow(
      EsignDocument,
      document,
      'ON CONFLICT (document_id, version) DO NOTHING',
    );
    return affected === 1;
  }

  /** Adds a decision when the unit ends; a second acceptance of the same version changes nothing. */
  addDecision(acceptance: EsignAcceptance): void {
    this.unitOfWork.insert(
      EsignAcceptance,
      [acceptance],
      `ON CONFLICT (cupid, document_id, version) WHERE decision = 'ACCEPTED' DO NOTHING`,
    );
  }

  findDecisions(cupid: string): Promise<EsignAcceptance[]> {
    return this.unitOfWork
      .repository(EsignAcceptance)
      .find({ where: { cupid }, order: { acceptedAt: 'ASC' } });
  }
}
