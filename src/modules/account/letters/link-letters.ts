import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { EventBus } from '../../../common/event-bus.js';
import { UnitOfWork } from '../../../database/unit-of-work.js';
import { type Letter, MailComposers } from '../../mail/mail-composers.service.js';
import { LinkMinted } from '../account.events.js';
import type { TokenPurpose } from '../account-token.entity.js';
import type { KnownUser } from '../known-user.js';
import { addressee } from '../letter-queue.js';
import { isUserId } from '../lookups.js';
import { MailTokens } from '../mail-tokens.js';
import type { User, UserStatus } from '../user.entity.js';
import { UserRepository } from '../user.repository.js';

interface Rule {
  readonly purpose: TokenPurpose;
  readonly template: 'verify-email' | 'reset-password' | 'choose-password';
  /** Who gets the link. */
  readonly statuses: readonly UserStatus[];
  /** What anybody else gets to whom the address belongs. */
  readonly otherwise?: 'already-registered';
}

const RULES: Readonly<Record<string, Rule>> = {
  registration: {
    purpose: 'EMAIL_VERIFICATION',
    template: 'verify-email',
    statuses: ['PENDING'],
    otherwise: 'already-registered',
  },
  verification: { purpose: 'EMAIL_VERIFICATION', template: 'verify-email', statuses: ['PENDING'] },
  'password-reset': {
    purpose: 'PASSWORD_RESET',
    template: 'reset-password',
    statuses: ['PENDING', 'ACTIVE', 'LOCKED'],
  },
  'first-password': {
    purpose: 'PASSWORD_RESET',
    template: 'choose-password',
    statuses: ['ACTIVE', 'LOCKED'],
  },
};

/**
 * Mails with a link, to an address that somebody typed. Whether it is anybody's is looked up here, when the mail is sent:
 * the request that asked for it has long been answered, and its work told nobody anything.
 */
@Injectable()
export class LinkLetters implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly composers: MailComposers,
    private readonly users: UserRepository,
    private readonly tokens: MailTokens,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const [kind, rule] of Object.entries(RULES))
      this.composers.register(kind, { compose: (reference) => this.compose(rule, reference) });
  }

  private compose(rule: Rule, reference: string): Promise<Letter | undefined> {
    return this.unitOfWork.run(async () => {
      const user = (await this.find(reference))?.user;
      if (!user?.email) return undefined;
      if (rule.statuses.includes(user.status)) return this.withLink(rule, user, user.email);
      return rule.otherwise && { to: user.email, template: rule.otherwise, values: {} };
    });
  }

  private find(reference: string): Promise<KnownUser | undefined> {
    const now = this.clock.now();
    return isUserId(reference)
      ? this.users.findById(reference, now)
      : this.users.findByName(addressee(reference), now);
  }

  private async withLink({ purpose, template }: Rule, user: User, to: string): Promise<Letter> {
    const { link, hours } = await this.tokens.mint(user.userId, user.emailLookup ?? '', purpose);
    this.events.publish(new LinkMinted({ cupid: user.userId }, { purpose }));
    // No names: whoever registers with a stranger's address would choose what the stranger reads.
    return { to, template, values: { link, expires_in_hours: String(hours) } };
  }
}
