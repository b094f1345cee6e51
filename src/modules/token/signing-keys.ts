import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';

export interface SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: JsonWebKey;
}

async function toSigningKey(privateKey: KeyObject): Promise<SigningKey> {
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' });
  return { kid: await calculateJwkThumbprint(jwk), privateKey, publicKey, jwk };
}

/** The ES256 keys: the first signs, all verify, so that keys are rotated with an overlap. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private keys = new Map<string, SigningKey>();
  private first?: SigningKey;
  private jwksText = '';

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    const configured = this.config.tokens.privateKeys;
    const privateKeys =
      configured.length > 0 ? configured : [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey];
    const keys = await Promise.all(privateKeys.map(toSigningKey));
    this.keys = new Map(keys.map((key) => [key.kid, key]));
    this.first = keys[0];
    this.jwksText = JSON.stringify({
      keys: keys.map(({ kid, jwk }) => ({ ...jwk, kid, alg: 'ES256', use: 'sig' })),
    });
  }

  get current(): SigningKey {
    if (!this.first) throw new Error('The signing keys are used before the module has started');
    return this.first;
  }

  find(kid: string | null | undefined): SigningKey | undefined {
    return kid ? this.keys.get(kid) : undefined;
  }

  /** The JWK Set (RFC 7517 §5) as text, serialised once. */
  get jwks(): string {
    return this.jwksText;
  }
}
