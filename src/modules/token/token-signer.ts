import { createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { sha256 } from '../../common/digest.js';
import { Clock, toEpochSeconds } from '../../common/clock.js';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { type Claims, inSigningOrder } from './claims.js';
import { SigningKeys } from './signing-keys.js';

const TYP = { ACCESS: 'at+jwt', ID: 'JWT', REFRESH: 'refresh+jwt' } as const;

export interface VerifiedRefresh {
  readonly claims: Claims;
  readonly expired: boolean;
}

/** SHA-256 of a JWS signing input (RFC 7515 §5.1): what stays the same when the same claims are signed again. */
export function signingInputHash(token: string): string {
  return sha256(token.slice(0, token.lastIndexOf('.')));
}

/** Signs and checks tokens; knows no database. */
@Injectable()
export class TokenSigner {
  private readonly refreshKey: KeyObject;
  private readonly issuer: string;
  private readonly audience: string;

  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    random: Random,
  ) {
    // A key object once: of a string the library would find out anew, for every token, what kind of key it is.
    this.refreshKey = createSecretKey(config.tokens.refreshSecret || random.token(32), 'utf8');
    this.issuer = config.tokens.issuer;
    this.audience = config.tokens.audience;
  }

  get currentKid(): string {
    return this.keys.current.kid;
  }

  /** @returns undefined when the key that signed first is gone */
  sign(type: 'ACCESS' | 'ID', claims: Claims, kid: string): string | undefined {
    const key = this.keys.find(kid);
    if (!key) return undefined;
    return jwt.sign(inSigningOrder(claims), key.privateKey, {
      algorithm: 'ES256',
      keyid: kid,
      header: { alg: 'ES256', typ: TYP[type] },
    });
  }

  signRefresh(claims: Claims): string {
    return jwt.sign(inSigningOrder(claims), this.refreshKey, {
      algorithm: 'HS256',
      header: { alg: 'HS256', typ: TYP.REFRESH },
    });
  }

  /** The claims of a live access token, or undefined: signature first, then typ, iss, aud, exp (RFC 9068 §4, RFC 8725). */
  verifyAccess(token: string): Claims | undefined {
    try {
      // Throws on a payload that is no JSON, although only the header is asked for.
      const key = this.keys.find(jwt.decode(token, { complete: true })?.header.kid);
      if (!key) return undefined;
      const { header, payload } = jwt.verify(token, key.publicKey, {
        algorithms: ['ES256'],
        issuer: this.issuer,
        audience: this.audience,
        clockTimestamp: toEpochSeconds(this.clock.now()),
        complete: true,
      });
      return header.typ === TYP.ACCESS && isComplete(payload) ? payload : undefined;
    } catch {
      return undefined;
    }
  }

  /** The claims of a refresh token that this server signed, or undefined. */
  verifyRefresh(token: string): VerifiedRefresh | undefined {
    try {
      const { header, payload } = jwt.verify(token, this.refreshKey, {
        algorithms: ['HS256'],
        issuer: this.issuer,
        ignoreExpiration: true,
        complete: true,
      });
      if (header.typ !== TYP.REFRESH || !isComplete(payload)) return undefined;
      return { claims: payload, expired: Number(payload.exp) <= toEpochSeconds(this.clock.now()) };
    } catch {
      return undefined;
    }
  }
}

function isComplete(payload: JwtPayload | string): payload is JwtPayload {
  return (
    typeof payload === 'object' &&
    typeof payload.exp === 'number' &&
    [payload.sub, payload.jti, payload.sid].every((claim) => typeof claim === 'string')
  );
}
