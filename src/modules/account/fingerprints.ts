import { createHash } from 'node:crypto';

const FIRST_SIZE = 1024;

/**
 * A set of texts in sixteen to thirty-two bytes each, whatever their length: those of ten million people fit where a Set,
 * which ends at sixteen million entries, would not. Of the hash 64 bits are kept, so that among thirty million texts the odds
 * of two being mistaken for each other are one to forty thousand.
 */
export class Fingerprints {
  private slots = new BigUint64Array(FIRST_SIZE);
  private count = 0;

  has(text: string): boolean {
    const mark = markOf(text);
    return this.slots[this.slotOf(mark)] === mark;
  }

  add(text: string): void {
    this.put(markOf(text));
  }

  private put(mark: bigint): void {
    const slot = this.slotOf(mark);
    if (this.slots[slot] === mark) return;
    this.slots[slot] = mark;
    this.count += 1;
    if (this.count * 2 > this.slots.length) this.grow();
  }

  /** Where it is, or the free place where it belongs. */
  private slotOf(mark: bigint): number {
    const last = this.slots.length - 1;
    let slot = Number(mark & BigInt(last));
    while (this.slots[slot] !== 0n && this.slots[slot] !== mark) slot = (slot + 1) & last;
    return slot;
  }

  private grow(): void {
    const marks = this.slots;
    this.slots = new BigUint64Array(marks.length * 2);
    this.count = 0;
    for (const mark of marks) if (mark !== 0n) this.put(mark);
  }
}

/** Never zero, which stands for a free place. */
function markOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64LE() || 1n;
}
