import { Injectable } from '@nestjs/common';
import type { TemplateName } from './templates.js';

/** Who gets which letter, and what is written in it. */
export interface Letter {
  /** One bare address. */
  readonly to: string;
  readonly template: TemplateName;
  /** A language tag; English unless there is a better match. */
  readonly locale?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Knows what the letters of one kind say. */
export abstract class MailComposer {
  /**
   * Called for each attempt, outside any unit of work: it may open one of its own, and mint the mail's token in it, so
   * that a token never waits in the database.
   * @returns undefined when there is nobody to write to any more
   */
  abstract compose(reference: string, mailId: string): Promise<Letter | undefined>;
}

/** Which composer writes which kind of mail. */
@Injectable()
export class MailComposers {
  private readonly composers = new Map<string, MailComposer>();

  register(kind: string, composer: MailComposer): void {
    if (this.composers.has(kind)) throw new Error(`Mails of the kind ${kind} have a composer already`);
    this.composers.set(kind, composer);
  }

  get kinds(): readonly string[] {
    return [...this.composers.keys()];
  }

  compose(kind: string, reference: string, mailId: string): Promise<Letter | undefined> {
    const composer = this.composers.get(kind);
    if (!composer) throw new Error(`Mails of the kind ${kind} have no composer`);
    return composer.compose(reference, mailId);
  }
}
