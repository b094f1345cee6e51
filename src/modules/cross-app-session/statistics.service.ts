import { Injectable } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { RequestInvalid } from '../../common/errors.js';
import type { DailyCount } from './cross-app-session.repository.js';
import { HandOffLedger } from './hand-off-ledger.js';

const DAY = 24 * 60 * 60;
const USUAL_DAYS = 30;
const MOST_DAYS = 366;

function startOfDay(day: string): Date {
  const date = new Date(`${day}T00:00:00.000Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  if (!isDay) throw new RequestInvalid([{ field: 'from', problem: `${day} is no day of the calendar` }]);
  return date;
}

/** What administrators see of hand-offs. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly ledger: HandOffLedger,
    private readonly clock: Clock,
  ) {}

  /** @param from first day, @param to last day, both `YYYY-MM-DD` in UTC @throws {RequestInvalid} over more than a year */
  perDay(from: string | undefined, to: string | undefined): Promise<DailyCount[]> {
    const last = startOfDay(to ?? this.clock.now().toISOString().slice(0, 10));
    const first = from === undefined ? addSeconds(last, -USUAL_DAYS * DAY) : startOfDay(from);
    const days = (last.getTime() - first.getTime()) / 1000 / DAY;
    if (days < 0 || days > MOST_DAYS) {
      throw new RequestInvalid([
        { field: 'from', problem: `must be at most ${MOST_DAYS} days before to, and not after it` },
      ]);
    }
    return this.ledger.countByDay(first, addSeconds(last, DAY));
  }
}
