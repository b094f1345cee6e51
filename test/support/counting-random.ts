import { sha256 } from '../../src/common/digest.js';
import { Random } from '../../src/common/random.js';

/** Random values that come again in the same order, so that two runs of one story leave the same rows. */
export class CountingRandom extends Random {
  private count = 0;

  restart(): void {
    this.count = 0;
  }

  override uuid(): string {
    const hex = this.next();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  override orderedId(now: Date): string {
    const time = now.getTime().toString(16).padStart(12, '0');
    this.count += 1;
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${this.count.toString(16).padStart(12, '0')}`;
  }

  override digits(length: number): string {
    return this.next().replace(/\D/g, '').padEnd(length, '0').slice(0, length);
  }

  override integer(least: number, most: number): number {
    return least + (parseInt(this.next().slice(0, 8), 16) % (most - least + 1));
  }

  override hex(bytes: number): string {
    return this.next()
      .repeat(Math.ceil(bytes / 32))
      .slice(0, bytes * 2);
  }

  override token(bytes: number): string {
    return Buffer.from(this.hex(bytes), 'hex').toString('base64url');
  }

  private next(): string {
    this.count += 1;
    return sha256(`random ${this.count}`);
  }
}
