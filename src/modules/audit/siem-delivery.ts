import { Injectable, Logger } from '@nestjs/common';
import { addSeconds, Clock } from '../../common/clock.js';
import { Random } from '../../common/random.js';
import { Partitions } from '../../database/partitions.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuditLogDto } from './dto/audit-log.dto.js';
import { OutboxMessageRepository } from './outbox-message.repository.js';
import { Siem, SiemFailure } from './siem.port.js';

const LARGEST_BATCH = 100;
/** Longer than sending may take; after it another process may take what its sender has died with. */
const CLAIM_SECONDS = 120;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/** Sends what waits, oldest first and one batch at a time, whichever process does it. Nothing is given up as long as its row is there. */
@Injectable()
export class SiemDelivery {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: OutboxMessageRepository,
    private readonly siem: Siem,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly partitions: Partitions,
  ) {}

  /** Sends one batch. @returns how many messages; 0 when they are held, or the receiver did not take them; undefined when none waits */
  async send(limit: number): Promise<number | undefined> {
    const attempts = await this.unitOfWork.read(() => this.messages.findAttemptsOfFirst());
    if (attempts === undefined) return undefined;
    const claim = this.random.uuid();
    const claimed = await this.claim(claim, sizeAfter(attempts, limit));
    if (claimed === 0) return 0;
    const rows = await this.unitOfWork.read(() => this.messages.findClaimed(claim));
    let gone = 0;
    try {
      // While a month is being made, its rows are out of the trail for a moment.
      if (rows.length < claimed && attempts > 0) gone = await this.endGone(claim);
      if (rows.length + gone < claimed) throw new SiemFailure('not every event is in the trail now');
      if (rows.length > 0) await this.siem.send(rows.map((row) => AuditLogDto.of(row)));
    } catch (error) {
      await this.postpone(claim, attempts, error);
      return gone;
    }
    return gone + (await this.unitOfWork.runSingle(() => this.messages.end(claim, this.clock.now())));
  }

  /** Rows go with their month, at the end of its retention, and must not keep back all that came after them. @returns how many messages */
  private async endGone(claim: string): Promise<number> {
    if ((await this.partitions.waitingRows('audit_logs')) > 0) return 0;
    const gone = await this.unitOfWork.runSingle(() => this.messages.endGone(claim, this.clock.now()));
    if (gone > 0) this.logger.error(`${gone} events are not sent to the SIEM: their rows have been removed`);
    return gone;
  }

  private claim(claim: string, size: number): Promise<number> {
    const now = this.clock.now();
    const until = addSeconds(now, CLAIM_SECONDS);
    return this.unitOfWork.runSingle(() => this.messages.claim(claim, now, until, size));
  }

  private async postpone(claim: string, attempts: number, error: unknown): Promise<void> {
    const { message, retryAfterSeconds } =
      error instanceof SiemFailure ? error : new SiemFailure('it could not be sent');
    if (!(error instanceof SiemFailure)) this.logger.error('Events could not be sent to the SIEM', error);
    const longest = Math.min(FIRST_WAIT_SECONDS * 2 ** attempts, LONGEST_WAIT_SECONDS);
    // A random half keeps servers from coming back together; nobody may ask for more than an hour.
    const wait = this.random.integer(longest * 500, longest * 1000) / 1000;
    const until = addSeconds(this.clock.now(), Math.max(wait, Math.min(retryAfterSeconds, 3_600)));
    this.logger.warn(`The SIEM did not take events (${message}); they are sent again`);
    await this.unitOfWork.runSingle(() => this.messages.postpone(claim, until, message));
  }
}

/** Half as many after each failure: a receiver may find a batch too large, or one of its events in it. */
function sizeAfter(attempts: number, limit: number): number {
  return Math.max(1, Math.min(limit, Math.floor(LARGEST_BATCH / 2 ** attempts)));
}
