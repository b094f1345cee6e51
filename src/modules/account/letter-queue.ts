import { Injectable } from '@nestjs/common';
import { MailService } from '../mail/mail.service.js';
import { Lookups } from './lookups.js';
import type { Lookup } from './lookup.js';

/** No lookup holds it. */
const BETWEEN = '\u001e';

/** Letters to an address that somebody typed: until they are written they hold what it is sought by, not the address. */
@Injectable()
export class LetterQueue {
  constructor(
    private readonly mail: MailService,
    private readonly lookups: Lookups,
  ) {}

  /** Within a unit. */
  add(kind: string, email: string): void {
    this.mail.queue({ kind, reference: this.lookups.emails(email).join(BETWEEN) });
  }
}

/** Whom a letter is for. */
export function addressee(reference: string) {
  return { column: 'email_lookup', values: reference.split(BETWEEN) as Lookup[] } as const;
}
