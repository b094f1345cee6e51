import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Random } from '../common/random.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { type NamedKey, PLAIN } from '../config/named-keys.js';

/** A value that cannot be opened: the message names its place and nothing of it. */
export class SealBroken extends Error {
  constructor(place: string, why: string) {
    super(`The value of ${place} ${why}`);
  }
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG = { authTagLength: 16 } as const;

const SEALED = 'enc:v1:';
/** Before what is in clear and would otherwise pass for sealed. */
const IN_CLEAR = 'enc:v0:';
const RESERVED = 'enc:v';
/** At least nonce and tag, in base64url. */
const FORM = /^enc:v1:([\w-]{1,16}):([\w-]{38,})$/;

/**
 * Seals values with AES-256-GCM, each bound to its place: table, column and row. A value that is moved elsewhere, or
 * changed, cannot be opened any more.
 */
@Injectable()
export class Seals {
  private readonly keys: ReadonlyMap<string, NamedKey>;
  private readonly writer: NamedKey | undefined;
  private readonly mayBePlain: boolean;

  constructor(
    private readonly random: Random,
    @Inject(APP_CONFIG) { personalData: { sealKeys } }: Pick<AppConfig, 'personalData'>,
  ) {
    const keys = sealKeys.filter((key) => key !== PLAIN);
    const [first = PLAIN] = sealKeys;
    this.keys = new Map(keys.map((key) => [key.id, key]));
    this.writer = first === PLAIN ? undefined : first;
    this.mayBePlain = keys.length === 0 || sealKeys.includes(PLAIN);
  }

  /** @param place table, column and row @returns the form in which the value is stored */
  seal(place: string, value: string): string {
    if (!this.writer) return value.startsWith(RESERVED) ? IN_CLEAR + value : value;
    const nonce = Buffer.from(this.random.token(NONCE_BYTES), 'base64url');
    const cipher = createCipheriv(CIPHER, this.writer.key, nonce, TAG).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.prefix}${sealed.toString('base64url')}`;
  }

  /** @throws {SealBroken} also when it is in clear and no longer may be: nobody can slip a value in */
  open(place: string, stored: string): string {
    if (!stored.startsWith(SEALED) && !this.mayBePlain)
      throw new SealBroken(place, 'is in clear, and PII_ENCRYPTION_KEYS does not name plain');
    return this.openAny(place, stored);
  }

  /** The same, but takes what is in clear whatever is configured: to seal it. */
  openAny(place: string, stored: string): string {
    if (!stored.startsWith(SEALED))
      return stored.startsWith(IN_CLEAR) ? stored.slice(IN_CLEAR.length) : stored;
    const [, id = '', text = ''] = FORM.exec(stored) ?? [];
    const key = this.keys.get(id);
    if (!key)
      throw new SealBroken(place, `is sealed with the key "${id}", which PII_ENCRYPTION_KEYS does not name`);
    try {
      return decrypt(key, place, Buffer.from(text, 'base64url'));
    } catch (cause) {
      throw Object.assign(new SealBroken(place, 'was changed, or moved there from elsewhere'), { cause });
    }
  }

  /** How a value begins that is as it would be written now; undefined when that is in clear. */
  get currentPrefix(): string | undefined {
    return this.writer && this.prefix;
  }

  private get prefix(): string {
    return `${SEALED}${this.writer?.id ?? ''}:`;
  }
}

function decrypt({ key }: NamedKey, place: string, bytes: Buffer): string {
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(-TAG.authTagLength)];
  const decipher = createDecipheriv(CIPHER, key, nonce, TAG).setAAD(Buffer.from(place)).setAuthTag(tag);
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG.authTagLength), undefined, 'utf8');
  return text + decipher.final('utf8');
}
