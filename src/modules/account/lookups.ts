import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { folded } from '../../common/folded.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { type NamedKey, PLAIN } from '../../config/named-keys.js';
import type { Lookup } from './lookup.js';

type Kind = 'email' | 'username' | 'phone';

/** One way to make lookups. */
interface Index {
  of(kind: Kind, text: string): Lookup;
}

/** What was typed as a user name, and where to seek it: no user name holds an @. */
export interface LoginName {
  readonly column: 'email_lookup' | 'username_lookup';
  /** Always equally many; the first is what is written now. */
  readonly values: readonly Lookup[];
}

const IN_CLEAR: Index = { of: (_kind, text) => text as Lookup };

/** A blind index: the same text gives the same value, which without the key says nothing; e-mails and names have keys apart. */
function blind({ id, key }: NamedKey): Index {
  const derive = (kind: Kind) => Buffer.from(hkdfSync('sha256', key, '', `sallyport lookup ${kind}`, 32));
  const keys: Readonly<Record<Kind, Buffer>> = {
    email: derive('email'),
    username: derive('username'),
    phone: derive('phone'),
  };
  return {
    of: (kind, text) =>
      `${BLIND}${id}:${createHmac('sha256', keys[kind]).update(text).digest('base64url')}` as Lookup,
  };
}

/** How every blind index begins. */
const BLIND = 'hmac:';

/**
 * What people are sought and compared by: the folded text or, with keys, its blind index. While one form replaces another
 * rows may have either, so that there are several to seek by and the first to write.
 */
@Injectable()
export class Lookups {
  /** How a lookup begins that is as it would be written now; undefined: with anything but a blind index. */
  readonly currentPrefix: string | undefined;
  readonly blindPrefix = BLIND;
  private readonly current: Index;
  private readonly all: readonly Index[];

  constructor(@Inject(APP_CONFIG) { personalData }: Pick<AppConfig, 'personalData'>) {
    const { sealKeys, indexKeys } = personalData;
    const indexes = indexKeys.map(blind);
    const [first] = indexes;
    const writesPlain = first === undefined || sealKeys[0] === PLAIN;
    const mayBePlain = writesPlain || sealKeys.includes(PLAIN);
    this.current = writesPlain ? IN_CLEAR : first;
    this.all = [...new Set([this.current, ...indexes, ...(mayBePlain ? [IN_CLEAR] : [])])];
    this.currentPrefix = writesPlain ? undefined : `${BLIND}${indexKeys[0]?.id ?? ''}:`;
  }

  /** Rows may have lookups of several forms, so that a unique index alone keeps no name from being taken twice. */
  get areMixed(): boolean {
    return this.all.length > 1;
  }

  email(email: string): Lookup {
    return this.current.of('email', folded(email));
  }

  username(username: string): Lookup {
    return this.current.of('username', folded(username));
  }

  /** @param phone in E.164 */
  phone(phone: string): Lookup {
    return this.current.of('phone', phone);
  }

  /** Every form that a row may have it in. */
  emails(email: string): readonly Lookup[] {
    return this.all.map((index) => index.of('email', folded(email)));
  }

  /** Every form that a row may have it in. */
  usernames(username: string): readonly Lookup[] {
    return this.all.map((index) => index.of('username', folded(username)));
  }

  /** Every form that a row may have it in. */
  phones(phone: string): readonly Lookup[] {
    return this.all.map((index) => index.of('phone', phone));
  }

  loginName(typed: string): LoginName {
    return typed.includes('@')
      ? { column: 'email_lookup', values: this.emails(typed) }
      : { column: 'username_lookup', values: this.usernames(typed) };
  }
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a cupid can be one of ours; PostgreSQL would take anything else for an error. */
export function isUserId(cupid: string): boolean {
  return UUID.test(cupid);
}
