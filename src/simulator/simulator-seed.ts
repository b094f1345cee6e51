import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { sha256 } from '../common/digest.js';
import { Random } from '../common/random.js';
import type { AppConfig, RegisteredApp } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { SeedTally, type Tally } from './seed-tally.js';
import { STORIES, type Stage } from './seed-stories.js';
import { type Machine, type SeedServer, SeedVisitor } from './seed-visitor.js';
import { SimulatedClock } from './simulated-clock.js';

/** The one secret of a target app that is known here: its development default. */
const KNOWN_SECRET = 'dev-hi-events-secret';

export interface Seeded {
  /** How many rows of each kind were made. */
  readonly made: Tally;
  readonly active_sessions: readonly { readonly session_id: string; readonly username: string }[];
}

/** Example rows: the simulator's people sign in, stay, leave and fail, at times before now. */
@Injectable()
export class SimulatorSeed {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
    private readonly tally: SeedTally,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async run(): Promise<Seeded> {
    if (this.config.environment === 'production') throw new Error('Example rows have no place in production');
    const now = this.clock.now();
    const before = await this.tally.at(now);
    const visitors: SeedVisitor[] = [];
    const stage = this.stage(visitors);
    for (const story of STORIES) await story(stage);
    const after = await this.tally.at(now);
    return {
      made: Object.fromEntries(Object.entries(after).map(([kind, n]) => [kind, n - (before[kind] ?? 0)])),
      active_sessions: await this.activeSessions(visitors, now),
    };
  }

  private stage(visitors: SeedVisitor[]): Stage {
    const { apps, lifetimes } = this.config;
    const { app, clientId } = this.whereFrom();
    const target = apps.find(({ id }) => id === app?.targets[0]);
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const server: SeedServer = { fastify, clock: this.clock, clientId };
    return {
      lifetimes,
      handsOver: app !== undefined,
      targetSecret: target?.secretHashes.includes(sha256(KNOWN_SECRET)) ? KNOWN_SECRET : undefined,
      visitor: (username: string, machine: Machine, secondsAgo: number) => {
        const visitor = new SeedVisitor(server, username, machine, secondsAgo);
        visitors.push(visitor);
        return visitor;
      },
      device: () => `seed-${this.random.uuid()}`,
    };
  }

  /** The client that people sign in at: an app that hands over to another, if the server lets one in. */
  private whereFrom(): { app?: RegisteredApp; clientId?: string } {
    const { apps, http } = this.config;
    const isLetIn = (id: string): boolean => http.clientIds.length === 0 || http.clientIds.includes(id);
    const app = apps.find(({ id, targets }) => targets.length > 0 && isLetIn(id));
    const clientId = app?.id ?? http.clientIds[0];
    return { ...(app && { app }), ...(clientId !== undefined && { clientId }) };
  }

  private async activeSessions(
    visitors: readonly SeedVisitor[],
    now: Date,
  ): Promise<Seeded['active_sessions']> {
    const usernames = new Map(visitors.map(({ sessionId = '', username }) => [sessionId, username]));
    const active = await this.tally.active([...usernames.keys()], now);
    return [...active].map((id) => ({ session_id: id, username: usernames.get(id) ?? '' }));
  }
}
