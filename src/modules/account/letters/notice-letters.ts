import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import type { DomainEvent } from '../../../common/domain-event.js';
import { EventBus } from '../../../common/event-bus.js';
import { type Letter, MailComposers } from '../../mail/mail-composers.service.js';
import { MailService } from '../../mail/mail.service.js';
import { isForever } from '../password-lock.service.js';
import { UserDirectory } from '../user-directory.js';
import type { User } from '../user.entity.js';

/** Where a lock holds now, and until when. */
function lockNotice(user: User, now: Date): Omit<Letter, 'to'> | undefined {
  const locks = [
    { where: 'elsewhere', until: user.lockedUntil },
    { where: 'devices', until: user.deviceLockedUntil },
  ].flatMap(({ where, until }) => (until !== null && until > now ? [{ where, until }] : []));
  const [first, second] = locks;
  if (!first) return undefined;
  const until = second && second.until > first.until ? second.until : first.until;
  const values = { where: second ? 'everywhere' : first.where };
  return {
    template: 'account-locked',
    values: isForever(until) ? values : { ...values, until: readable(until) },
  };
}

/** What there is to tell, or nothing when it is no longer so. */
const NOTICES: Readonly<Record<string, (user: User, now: Date) => Omit<Letter, 'to'> | undefined>> = {
  'password-changed': ({ passwordChangedAt }) =>
    passwordChangedAt === null
      ? undefined
      : { template: 'password-changed', values: { when: readable(passwordChangedAt) } },
  'account-locked': lockNotice,
};

const KIND_OF: Readonly<Record<string, string>> = {
  'account.password.changed': 'password-changed',
  'account.password.reset': 'password-changed',
  'account.password.locked': 'account-locked',
};

function readable(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Mails that tell people what happened to their account: queued where it happens, in the same unit. */
@Injectable()
export class NoticeLetters implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly mail: MailService,
    private readonly composers: MailComposers,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.subscribe((event) => this.hear(event));
    for (const kind of Object.keys(NOTICES))
      this.composers.register(kind, { compose: (cupid) => this.compose(kind, cupid) });
  }

  private hear({ type, subject: { cupid } }: DomainEvent): void {
    const kind = KIND_OF[type];
    if (kind && cupid) this.mail.queue({ kind, reference: cupid });
  }

  private async compose(kind: string, cupid: string): Promise<Letter | undefined> {
    const user = (await this.directory.withId(cupid))?.user;
    const notice = user && NOTICES[kind]?.(user, this.clock.now());
    return notice && user.email !== null ? { to: user.email, ...notice } : undefined;
  }
}
