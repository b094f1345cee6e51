import { Injectable } from '@nestjs/common';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';

/** The only source of randomness: everything comes from the operating system's generator. */
@Injectable()
export class Random {
  private lastMillisecond = 0;
  private sequence = 0;

  /** A random UUID, version 4. */
  uuid(): string {
    return randomUUID();
  }

  /** A UUID version 7 for the given instant: as a key it grows with time, within a millisecond too (RFC 9562 §6.2). */
  orderedId(now: Date): string {
    const msecs = now.getTime();
    // The counter has 32 bits and starts in its lower half: no millisecond is long enough to use it up.
    this.sequence = msecs === this.lastMillisecond ? this.sequence + 1 : randomInt(2 ** 31);
    this.lastMillisecond = msecs;
    return uuidV7({ msecs, seq: this.sequence });
  }

  /** `length` decimal digits, each equally likely. */
  digits(length: number): string {
    return Array.from({ length }, () => randomInt(10)).join('');
  }

  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return randomInt(least, most + 1);
  }

  /** `bytes` random bytes in lower-case hexadecimal. */
  hex(bytes: number): string {
    return randomBytes(bytes).toString('hex');
  }

  /** `bytes` random bytes in URL-safe base64. */
  token(bytes: number): string {
    return randomBytes(bytes).toString('base64url');
  }
}
