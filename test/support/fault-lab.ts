import { DataSource } from 'typeorm';
import { Random } from '../../src/common/random.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ENTITIES } from '../../src/entities.js';
import { SimulatedWorld } from '../../src/simulator/simulated-world.js';
import { Api, type ApiResponse, type CallOptions } from './api.js';
import { CountingRandom } from './counting-random.js';
import { createTestServer, type TestServer } from './create-app.js';
import type { FaultStory } from './fault-story.js';
import { type Fault, FaultyWire } from './faulty-wire.js';
import { isCountedOnly, isSame, type Snapshot, takeSnapshot } from './snapshot.js';
import { usesPostgres } from './test-config.js';

const CORRELATION = { 'x-correlation-id': '11111111-1111-4111-8111-111111111111' };
const NOTHING = Number.MAX_SAFE_INTEGER;

/** before: as if the step had not been taken · counted: but for its counter · after: the whole step · torn: neither. */
export type State = 'before' | 'counted' | 'after' | 'torn';

export interface Trial {
  /** The statement that was broken. */
  readonly statement: string;
  readonly answer: ApiResponse;
  readonly state: State;
  /** What the same request is answered when the database is well again, and what is there then. */
  readonly repeated: ApiResponse;
  readonly end: Snapshot;
}

export interface Reference {
  readonly answer: ApiResponse;
  readonly after: Snapshot;
}

/** The same calls always carry the same correlation id, so that their audit rows are the same. */
class SteadyApi extends Api {
  override call(method: string, url: string, payload?: unknown, options: CallOptions = {}) {
    return super.call(method, url, payload, { ...options, headers: { ...CORRELATION, ...options.headers } });
  }
}

/** A server whose stories leave the same rows each time they are told, over a database that can be broken. */
export class FaultLab {
  private constructor(
    readonly server: TestServer,
    readonly wire: FaultyWire,
    private readonly api: Api,
    private readonly random: CountingRandom,
  ) {}

  static async open(): Promise<FaultLab> {
    const random = new CountingRandom();
    const server = await createTestServer({
      override: (builder) => builder.overrideProvider(Random).useValue(random),
    });
    // Each story begins on empty tables, that of the audit too.
    if (usesPostgres) await server.rows.execute('ALTER TABLE audit_logs DISABLE TRIGGER ALL');
    return new FaultLab(server, new FaultyWire(server), new SteadyApi(server.app), random);
  }

  private get database(): DataSource {
    return this.server.app.get(DataSource);
  }

  async close(): Promise<void> {
    this.wire.remove();
    await this.server.close();
  }

  snapshot(): Promise<Snapshot> {
    return takeSnapshot(this.server.rows, this.database);
  }

  /** A fresh server, walked up to the step. */
  async arrive({ prepare }: FaultStory): Promise<() => Promise<ApiResponse>> {
    const unitOfWork = this.server.app.get(UnitOfWork);
    await unitOfWork.run(async () => {
      for (const entity of [...ENTITIES].reverse())
        await unitOfWork.query(`DELETE FROM ${this.database.getMetadata(entity).tableName}`);
    });
    this.random.restart();
    await this.server.app.get(SimulatedWorld).populate();
    return prepare(this.api);
  }

  /** The step as it goes when nothing breaks. */
  async refer(story: FaultStory): Promise<Reference> {
    const step = await this.arrive(story);
    return { answer: await step(), after: await this.snapshot() };
  }

  /** The step with its statement number `from` broken, or undefined when it has fewer. */
  async attempt(story: FaultStory, fault: Fault, from: number, after: Snapshot): Promise<Trial | undefined> {
    const step = await this.arrive(story);
    const before = await this.snapshot();
    this.wire.arm(fault, from);
    const answer = await step();
    if (!this.wire.disarm()) return undefined;
    const state = stateOf(story, before, await this.snapshot(), after);
    const repeated = await step();
    return { statement: this.wire.sent[from - 1] ?? '', answer, state, repeated, end: await this.snapshot() };
  }

  /** One trial for each statement of the step. */
  async attemptAll(story: FaultStory, fault: Fault, after: Snapshot): Promise<Trial[]> {
    const trials: Trial[] = [];
    for (let from = 1; from < NOTHING; from++) {
      const trial = await this.attempt(story, fault, from, after);
      if (!trial) break;
      trials.push(trial);
    }
    return trials;
  }
}

function stateOf({ counts }: FaultStory, before: Snapshot, now: Snapshot, after: Snapshot): State {
  if (isSame(before, now)) return 'before';
  if (isSame(after, now)) return 'after';
  return counts && isCountedOnly(before, now, counts) ? 'counted' : 'torn';
}
