import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';

/** The keys of seals: the first signs if it is a private one, all verify. */
@Injectable()
export class SealKeys implements OnModuleInit {
  private readonly publicKeys = new Map<string, KeyObject>();
  private signingKey: { readonly id: string; readonly key: KeyObject } | undefined;

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    for (const [index, key] of this.config.audit.sealKeys.entries()) {
      const publicKey = key.type === 'private' ? createPublicKey(key) : key;
      const id = await calculateJwkThumbprint(publicKey.export({ format: 'jwk' }));
      this.publicKeys.set(id, publicKey);
      if (index === 0 && key.type === 'private') this.signingKey = { id, key };
    }
  }

  get canSign(): boolean {
    return this.signingKey !== undefined;
  }

  /** The id of the key that signs. @throws when there is none */
  get currentId(): string {
    return this.current.id;
  }

  sign(text: string): string {
    const { key } = this.current;
    return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }

  isKnown(keyId: string): boolean {
    return this.publicKeys.has(keyId);
  }

  isSigned(text: string, keyId: string, signature: string): boolean {
    const key = this.publicKeys.get(keyId);
    if (!key) return false;
    const bytes = Buffer.from(signature, 'base64url');
    return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
  }

  private get current(): { readonly id: string; readonly key: KeyObject } {
    if (!this.signingKey)
      throw new Error('AUDIT_SEAL_KEYS has no private key in the first place: nothing can be sealed');
    return this.signingKey;
  }
}
