import { addSeconds } from '../../common/clock.js';
import type { Random } from '../../common/random.js';
import type { MailFailureKind } from './mail-transport.port.js';

const FIRST_WAIT_SECONDS = 30;
const DAY_SECONDS = 86_400;
const GIVE_UP_DAYS = 3;

/** That the mail server is away is not the mail's fault: it must not wait for long once the server is back. */
const LONGEST_WAIT_SECONDS: Readonly<Record<MailFailureKind, number>> = {
  unreachable: 300,
  deferred: 3_600,
  refused: 3_600,
};

/**
 * When to try again after so many attempts: twice as long after each, from half a minute up. Up to as much again at
 * random keeps mails that failed together from coming back together.
 */
export function nextAttempt(attempts: number, kind: MailFailureKind, now: Date, random: Random): Date {
  const longest = LONGEST_WAIT_SECONDS[kind];
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), longest / 2);
  return addSeconds(now, random.integer(wait * 1000, wait * 2000) / 1000);
}

/** Whether a mail has been tried for so long that it would be of no use any more. */
export function isTooOld(createdAt: Date, now: Date): boolean {
  return now >= addSeconds(createdAt, GIVE_UP_DAYS * DAY_SECONDS);
}
