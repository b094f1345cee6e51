import { Random } from '../../common/random.js';
import type { MailFailureKind } from './mail-transport.port.js';
import { isTooOld, nextAttempt } from './retry.js';

const NOW = new Date('2026-03-01T10:00:00.000Z');

class Least extends Random {
  override integer(least: number): number {
    return least;
  }
}

class Most extends Random {
  override integer(_least: number, most: number): number {
    return most;
  }
}

const wait = (attempts: number, kind: MailFailureKind, random: Random) =>
  (nextAttempt(attempts, kind, NOW, random).getTime() - NOW.getTime()) / 1000;
const waits = (kind: MailFailureKind) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 5000].map((attempts) => [
    wait(attempts, kind, new Least()),
    wait(attempts, kind, new Most()),
  ]);

describe('the next attempt', () => {
  it('comes after half a minute to a minute, later and later, and within an hour', () =>
    expect(waits('deferred')).toEqual([
      [30, 60],
      [60, 120],
      [120, 240],
      [240, 480],
      [480, 960],
      [960, 1920],
      [1800, 3600],
      [1800, 3600],
      [1800, 3600],
      [1800, 3600],
    ]));

  it('comes within five minutes where the server was away', () => {
    expect(waits('unreachable').slice(0, 3)).toEqual([
      [30, 60],
      [60, 120],
      [120, 240],
    ]);
    expect(waits('unreachable').slice(3)).toEqual(Array(7).fill([150, 300]));
  });

  it('differs from mail to mail', () => {
    const random = new Random();
    const found = new Set(Array.from({ length: 50 }, () => wait(3, 'deferred', random)));
    expect(found.size).toBeGreaterThan(40);
  });

  it('is of no use after three days', () => {
    const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
    expect(isTooOld(daysAgo(2.99), NOW)).toBe(false);
    expect(isTooOld(daysAgo(3), NOW)).toBe(true);
  });
});
