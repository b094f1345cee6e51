import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DomainEvent, type EventCategory } from '../../src/common/domain-event.js';
import { EventBus } from '../../src/common/event-bus.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { SealTrailService } from '../../src/modules/audit/seal-trail.service.js';
import {
  type Verdict,
  type VerificationOptions,
  VerificationService,
} from '../../src/modules/audit/verification.service.js';
import { createTestServer, type TestOptions, type TestServer } from './create-app.js';
import { usesPostgres } from './test-config.js';

export const pemOf = (key: KeyObject): string =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();

export const newKeyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const SEAL_KEY = pemOf(newKeyPair().privateKey);
export const LAG = 300;

export class Happened extends DomainEvent {
  readonly type = 'test.happened';
  readonly category: EventCategory = 'SECURITY';
  override readonly errorCode = 'CIAM_E00_00_000';
  override readonly errorMessage = 'as it was';
}

/** A server whose audit trail is sealed and tampered with by hand. */
export class SealLab {
  private constructor(readonly server: TestServer) {}

  static async create({ env, ...options }: TestOptions = {}): Promise<SealLab> {
    const settings = { AUDIT_SEALING: 'true', AUDIT_SEAL_KEYS: SEAL_KEY, ...env };
    return new SealLab(await createTestServer({ ...options, env: settings }));
  }

  close = () => this.server.close();

  /** So many events, each a second after the one before. @returns the ids of their rows, oldest first */
  async happen(count: number, apart = 1): Promise<string[]> {
    const before = new Set(await this.ids());
    for (let number = 1; number <= count; number++) {
      await this.publish(number);
      this.server.clock.advance(apart);
    }
    return (await this.ids()).filter((id) => !before.has(id));
  }

  /** So many events in one unit, and in one millisecond. */
  async happenAtOnce(count: number): Promise<void> {
    const { app } = this.server;
    await app.get(UnitOfWork).run(async () => {
      for (let number = 1; number <= count; number++) app.get(EventBus).publish(this.event(number));
    });
  }

  /** Lets everything settle. */
  settle(): void {
    this.server.clock.advance(LAG + 1);
  }

  /** @returns the heads, in order */
  async seal(): Promise<string[]> {
    const heads: string[] = [];
    for await (const { head } of this.server.app.get(SealTrailService).seal()) heads.push(head);
    return heads;
  }

  verify(options?: VerificationOptions): Promise<Verdict> {
    return this.server.app.get(VerificationService).verify(options);
  }

  async faultOf(options?: VerificationOptions): Promise<string | undefined> {
    return (await this.verify(options)).fault;
  }

  async ids(): Promise<string[]> {
    const rows = await this.server.rows.select(
      'SELECT log_id FROM audit_logs ORDER BY event_timestamp, log_id',
    );
    return rows.map(({ log_id: id }) => String(id));
  }

  /** As somebody does who owns the database, and so is held back by no trigger. */
  async tamper(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    await this.switchOffTriggers();
    expect(await this.server.rows.execute(sql, parameters)).toBeGreaterThan(0);
  }

  /** Removes what the start of the server left behind. */
  async empty(): Promise<void> {
    await this.switchOffTriggers();
    await this.server.rows.execute('DELETE FROM audit_logs');
  }

  private async switchOffTriggers(): Promise<void> {
    if (!usesPostgres) return;
    for (const table of ['audit_logs', 'audit_seals'])
      await this.server.rows.execute(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  }

  private publish(number: number): Promise<void> {
    const { app } = this.server;
    return app.get(UnitOfWork).run(async () => app.get(EventBus).publish(this.event(number)));
  }

  private event(number: number): Happened {
    const subject = { contextId: 'ctx', transactionId: 'tx', sessionId: 'sess', cupid: `c-${number}` };
    return new Happened(subject, { number, zebra: [1.5, { b: true, a: null }], an: 'Öl “x”' });
  }
}
