import { Inject, Injectable } from '@nestjs/common';
import type { AppConfig } from '../../../config/app-config.js';
import { APP_CONFIG } from '../../../config/config.module.js';
import { EsignService, type PinnedDocument } from '../../esign/esign.service.js';
import type { Demand, Flow, Step } from './step.js';

/** Where the text of the very version that was offered is found. */
function documentUrl({ document_id: documentId, version }: PinnedDocument): string {
  return `/auth/esign/documents/${encodeURIComponent(documentId)}?version=${encodeURIComponent(version)}`;
}

@Injectable()
export class EsignStep implements Step {
  constructor(
    private readonly esign: EsignService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async demand({ person, memory }: Flow): Promise<Demand | undefined> {
    const document = await this.esign.firstUnsigned(person.cupid, person.audiences, memory.answered);
    if (!document) return undefined;
    return {
      phase: 'ESIGN',
      type: 'ESIGN_ACCEPT',
      lifetime: this.config.lifetimes.esignTransaction,
      documentId: document.document_id,
      metadata: { document },
      answer: ({ contextId, transactionId }) => ({
        response_type_code: 'ESIGN_REQUIRED',
        esign_document_id: document.document_id,
        esign_document_version: document.version,
        esign_url: documentUrl(document),
        is_mandatory: document.mandatory,
        context_id: contextId,
        transaction_id: transactionId,
      }),
    };
  }
}
