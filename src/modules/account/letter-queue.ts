import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { MailService } from '../mail/mail.service.js';
import { AdministratorRepository } from './administrator.repository.js';
import { Lookups } from './lookups.js';
import type { Lookup } from './lookup.js';
import { UserRepository } from './user.repository.js';

/** No lookup holds it. */
const BETWEEN = '\u001e';

/** Letters to people, and to addresses that somebody typed: until they are written they hold what the person is sought by. */
@Injectable()
export class LetterQueue {
  constructor(
    private readonly mail: MailService,
    private readonly lookups: Lookups,
    private readonly people: AdministratorRepository,
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  /** To whoever has the address, within a unit. */
  add(kind: string, email: string): void {
    this.mail.queue({ kind, reference: this.lookups.emails(email).join(BETWEEN) });
  }

  /** Has no letter sent any more that waits for this person, in the running unit; before their address is forgotten. */
  async discardOf(userId: string): Promise<void> {
    const email = (await this.people.find(userId))?.email;
    const forms = email ? this.lookups.emails(email) : [];
    // The address of who was deleted may have another owner by now, whose letters these are.
    const owner = forms.length > 0 && (await this.users.findByName(emailNames(forms), this.clock.now()));
    const theirs = new Set<string>([userId, ...(owner ? [] : forms)]);
    await this.mail.discard((reference) => reference.split(BETWEEN).some((part) => theirs.has(part)));
  }

  /** To somebody who is known, within a unit. */
  addFor(kind: string, cupid: string): void {
    this.mail.queue({ kind, reference: cupid });
  }
}

/** Whom a letter is for. */
export function addressee(reference: string) {
  return emailNames(reference.split(BETWEEN) as Lookup[]);
}

function emailNames(values: readonly Lookup[]) {
  return { column: 'email_lookup', values } as const;
}
