import type { MfaOffer } from '../mfa/mfa.service.js';
import type { IssuedTokens } from '../session/session.service.js';

/** What a client is told of its login: the code to follow and the fields that go with it. */
export type AnswerBody =
  | {
      readonly response_type_code: 'SUCCESS';
      readonly context_id: string;
      readonly transaction_id?: string;
      readonly device_bound: boolean;
    }
  | ({
      readonly response_type_code: 'MFA_REQUIRED';
      readonly context_id: string;
      readonly transaction_id: string;
    } & MfaOffer)
  | {
      readonly response_type_code: 'ESIGN_REQUIRED';
      readonly esign_document_id: string;
      readonly esign_document_version: string;
      readonly esign_url: string;
      readonly is_mandatory: boolean;
      readonly context_id: string;
      readonly transaction_id: string;
    }
  | {
      readonly response_type_code: 'DEVICE_BIND_REQUIRED';
      readonly context_id: string;
      readonly transaction_id: string;
    }
  | {
      readonly response_type_code: 'ESIGN_DECLINED';
      readonly context_id: string;
      readonly transaction_id: string;
    };

export interface Answer {
  readonly body: AnswerBody;
  /** Present with SUCCESS, and never otherwise. */
  readonly issued?: IssuedTokens;
}
