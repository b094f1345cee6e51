import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Finding, HealthProbes } from '../common/health.js';
import { isSqlite } from './column-types.js';
import { poolOf } from './database-watch.js';
import { schemaState } from './schema-check.js';
import { UnitOfWork } from './unit-of-work.js';

/** A statement that reads nothing takes a millisecond; this is what a busy database takes. */
const SLOW_MS = 1_000;
/** The part of the pool that may be in use without anybody having to know. */
const BUSY = 0.9;

/** Whether the database answers, and whether it has the schema that this version needs. */
@Injectable()
export class DatabaseProbes implements OnModuleInit {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly probes: HealthProbes,
  ) {}

  onModuleInit(): void {
    const database = { name: 'database', isVital: true, keepMs: 1_000, timeoutMs: 2_000 };
    this.probes.add({ ...database, check: () => this.examineDatabase() });
    const schema = { name: 'schema', isVital: true, keepMs: 30_000, timeoutMs: 2_000 };
    this.probes.add({ ...schema, check: () => this.examineSchema() });
  }

  private async examineDatabase(): Promise<Finding> {
    // Before the statements of probes take their share of it.
    const pool = this.examinePool();
    const since = performance.now();
    await this.unitOfWork.read(() => this.unitOfWork.query('SELECT 1'));
    return performance.now() - since > SLOW_MS ? { ...pool, status: 'DEGRADED' } : pool;
  }

  private examinePool(): Finding {
    const pool = poolOf(this.dataSource);
    if (!pool) return { status: 'OK' };
    const { totalCount: open, idleCount: idle, waitingCount: waiting, options } = pool;
    const isBusy = waiting > 0 || open - idle >= options.max * BUSY;
    return {
      status: isBusy ? 'DEGRADED' : 'OK',
      details: { pool_open: open, pool_idle: idle, pool_waiting: waiting, pool_max: options.max },
    };
  }

  /** The embedded database is built from the entities, so that it cannot be behind. */
  private async examineSchema(): Promise<Finding> {
    if (isSqlite(this.dataSource)) return { status: 'OK' };
    const { pending, newest } = await schemaState(this.dataSource);
    return { status: pending.length === 0 ? 'OK' : 'UNAVAILABLE', details: { version: newest } };
  }
}
