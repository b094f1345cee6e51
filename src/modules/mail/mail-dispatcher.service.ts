import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { MailRound } from './mail-round.js';

/** Sets off rounds through the outbox: after a commit, every few seconds, and when told to. */
@Injectable()
export class MailDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('mail');
  private readonly pollMs: number;
  private readonly patienceMs: number;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isWanted = false;

  constructor(
    private readonly round: MailRound,
    private readonly request: RequestContext,
    @Inject(APP_CONFIG) { mail, http }: AppConfig,
  ) {
    this.pollMs = mail.pollMs;
    // The other half of the grace is for the requests in flight.
    this.patienceMs = http.shutdownGraceMs / 2;
  }

  onApplicationBootstrap(): void {
    if (this.pollMs > 0) this.timer = setInterval(() => this.kick(), this.pollMs).unref();
  }

  /** Lets what is on its way arrive; what waits is for another process, or for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.round.stop();
    if (this.running) await Promise.race([this.running, sleep(this.patienceMs, undefined, { ref: false })]);
  }

  /** Has what is due sent soon, unless this server is not to send by itself. Never throws. */
  kick(): void {
    if (this.pollMs > 0) void this.drain();
  }

  /** Sends all that is due, what was queued before the call included, unless the mail server is down. Never rejects. */
  drain(): Promise<void> {
    if (this.round.isStopped) return this.running ?? Promise.resolve();
    this.isWanted = true;
    this.running ??= this.request.outside(() => this.run());
    return this.running;
  }

  private async run(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        await this.round.go();
      } catch (error) {
        this.logger.error('The outbox of mails could not be read or written; it is tried again', error);
      }
    }
    this.running = undefined;
  }
}
