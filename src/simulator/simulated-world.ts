import type { OnApplicationBootstrap } from '@nestjs/common';
import { PRIVACY_AUDIENCE, TERMS_AUDIENCE } from '../adapters/simulated-people.js';
import type { EsignService, NewDocument } from '../modules/esign/esign.service.js';

export const SIMULATED_DOCUMENTS: readonly NewDocument[] = [
  {
    documentId: 'terms-v1-2025',
    version: '1.0',
    title: 'Terms of Service - 2025',
    content:
      'These terms and conditions govern your use of the service. Keep your credentials to yourself, tell us when you lose a device, and use the service lawfully. We may change these terms; you will then be asked again.',
    mandatory: true,
    audience: TERMS_AUDIENCE,
  },
  {
    documentId: 'privacy-v1-2025',
    version: '1.0',
    title: 'Privacy Policy',
    content:
      'We keep what we need to sign you in and to show who signed in when. We do not sell it. You may ask for a copy of it, or for its erasure, at any time.',
    mandatory: false,
    audience: PRIVACY_AUDIENCE,
  },
];

/** The documents that simulated people are asked to sign; published where the directory is simulated. */
export class SimulatedWorld implements OnApplicationBootstrap {
  constructor(
    private readonly esign: EsignService,
    private readonly documents: readonly NewDocument[],
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.populate();
  }

  async populate(): Promise<void> {
    for (const document of this.documents) await this.publish(document);
  }

  /** @returns false when there is this version already */
  publish(document: NewDocument): Promise<boolean> {
    return this.esign.publish(document);
  }
}
