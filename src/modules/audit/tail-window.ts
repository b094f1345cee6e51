import { addSeconds } from '../../common/clock.js';
import { type Place, startOf } from './audit-filter.js';

/**
 * Rows are dated when they are written and seen when they are committed, on servers whose clocks differ. So a tail looks back
 * over so many seconds, each time, for what has come in late.
 */
export const OVERLAP_SECONDS = 30;

/** What a tail has sent: how far it has come, and which rows of the last seconds before that. */
export class TailWindow {
  private readonly sent = new Map<string, number>();
  private at: Place;

  private constructor(
    private readonly start: Date,
    private readonly resumedFrom = startOf(start),
  ) {
    this.at = startOf(start);
  }

  static from(start: Date): TailWindow {
    return new TailWindow(start);
  }

  /** Begins again a little before, since what came in late meanwhile is not known. */
  static resume(place: Place): TailWindow {
    return new TailWindow(addSeconds(place.eventTimestamp, -OVERLAP_SECONDS), place);
  }

  get head(): Place {
    return this.at;
  }

  /** Where to resume. It never goes back: who is cut off while rows are repeated would not get on otherwise. */
  get eventId(): string {
    const { eventTimestamp, logId } = isAfter(this.at, this.resumedFrom) ? this.at : this.resumedFrom;
    return `${eventTimestamp.toISOString()}_${logId}`;
  }

  /** From where on late rows are looked for. */
  get since(): Date {
    const back = addSeconds(this.at.eventTimestamp, -OVERLAP_SECONDS);
    return back.getTime() > this.start.getTime() ? back : this.start;
  }

  has({ logId }: Place): boolean {
    return this.sent.has(logId);
  }

  add(row: Place): void {
    this.sent.set(row.logId, row.eventTimestamp.getTime());
    if (isAfter(row, this.at)) this.at = { eventTimestamp: row.eventTimestamp, logId: row.logId };
  }

  /** Forgets what is too old to be met again. */
  trim(): void {
    const since = this.since.getTime();
    for (const [logId, time] of this.sent) if (time < since) this.sent.delete(logId);
  }
}

function isAfter(a: Place, b: Place): boolean {
  const difference = a.eventTimestamp.getTime() - b.eventTimestamp.getTime();
  return difference > 0 || (difference === 0 && a.logId > b.logId);
}

const EVENT_ID = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/** @returns undefined when it is none of ours */
export function fromEventId(text: string): Place | undefined {
  const [, instant = '', logId = ''] = EVENT_ID.exec(text) ?? [];
  const eventTimestamp = new Date(instant);
  // Long enough after 1970 to look back from there.
  return eventTimestamp.getTime() > OVERLAP_SECONDS * 1000 ? { eventTimestamp, logId } : undefined;
}
