import { Injectable } from '@nestjs/common';

/** Milliseconds by which the system's clock may be set back without anybody noticing: adjusted, not corrected. */
const ADJUSTED_MS = 10_000;

/** The only source of the current time. Tests and the simulator put a clock of their own in its place. */
@Injectable()
export class Clock {
  private latest = 0;

  /** Stands still for as long as the system's clock was set back by; nothing ends before it began for the sake of some seconds. */
  now(): Date {
    const system = Date.now();
    const setBackBy = this.latest - system;
    if (setBackBy <= 0 || setBackBy > ADJUSTED_MS) this.latest = system;
    return new Date(this.latest);
  }
}

/** `instant` moved by `seconds`, which may be negative or fractional. */
export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}

/** Seconds from `from` until `to`, both cut to whole seconds as tokens do; never negative. */
export function secondsUntil(to: Date, from: Date): number {
  return Math.max(0, toEpochSeconds(to) - toEpochSeconds(from));
}

/** NumericDate of RFC 7519 §2: seconds since the epoch. */
export function toEpochSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

export function earlier(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}
