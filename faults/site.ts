import pg from 'pg';
import { type ServerEnv, ServerProcess } from '../test/support/server-process.js';
import { compare, type Finding, recite } from './checker.js';
import { ask } from './database-server.js';
import { Load, type LoadOptions } from './load.js';
import type { Measured, Run, Stage, Verdict } from './scenario.js';
import { History, type Step } from './told.js';

/** What every scenario must have seen acknowledged, or it has shown nothing. */
const NEEDED: readonly Step[] = ['login', 'initiate', 'verify', 'accept', 'bind', 'refresh', 'logout'];

export interface SiteOptions {
  readonly env?: ServerEnv;
  readonly tablespace?: string;
  /** A program that runs the server in place of its own entry. */
  readonly main?: string;
}

/** One database with its servers and the clients of a scenario. */
export class Site {
  private readonly servers = new Set<ServerProcess>();
  private readonly loads: Load[] = [];
  private readonly deaths: string[] = [];
  private readonly outputs: (() => string)[] = [];

  private constructor(
    private readonly stage: Stage,
    readonly databaseUrl: string,
    readonly env: ServerEnv,
    private readonly main: string | undefined,
  ) {}

  static async open(stage: Stage, { env, tablespace, main }: SiteOptions = {}): Promise<Site> {
    const url = await stage.world.newDatabase(tablespace);
    const site = new Site(stage, url, await stage.world.env(url, env), main);
    stage.sites.add(site);
    return site;
  }

  async startServer(changes: ServerEnv = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start({ ...this.env, ...changes }, this.main);
    this.servers.add(server);
    this.outputs.push(() => server.output);
    void server.ended.then(({ code, signal }) => {
      this.servers.delete(server);
      if (signal === null && code !== 0)
        this.deaths.push(`a server ended by itself: ${server.output.slice(-2_000)}`);
    });
    return server;
  }

  load(url: string, options: Partial<LoadOptions> = {}): Load {
    const { form, seed } = this.stage;
    const load = new Load({ url, seed, clients: form.clients, ...options });
    this.loads.push(load);
    return load;
  }

  sql(text: string, parameters?: unknown[]): Promise<pg.QueryResultRow[]> {
    return ask(this.databaseUrl, text, parameters);
  }

  over(measured: Measured, complaints: readonly string[] = []): Run {
    return { site: this, measured, complaints };
  }

  /** Compares everything that was told with what is there. */
  async judge({ measured, complaints, excuses = () => false }: Run): Promise<Verdict> {
    const history = new History();
    // What is excused counts as no answer: the step may have been taken or not, but whole.
    for (const told of this.history.all) history.add(excuses(told) ? { ...told, status: 0 } : told);
    const missing = NEEDED.filter(
      (step) => history.count((told) => told.step === step && told.status < 300) === 0,
    );
    const empty = missing.length === 0 ? [] : [`nobody has had acknowledged: ${missing.join(', ')}`];
    return {
      acknowledged: history.acknowledged,
      unavailable: history.unavailable,
      cut: history.cut,
      findings: await this.compare(history),
      complaints: [...complaints, ...empty, ...this.deaths, ...this.unforeseen(history)],
      measured,
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.loads.map((load) => load.stop()));
    await Promise.all([...this.servers].map((server) => server.close()));
  }

  get history(): History {
    const whole = new History();
    for (const load of this.loads) for (const told of load.history.all) whole.add(told);
    return whole;
  }

  /** What the logs say of answers that nobody foresaw. */
  private unforeseen(history: History): string[] {
    if (history.count(({ status }) => status === 500) === 0) return [];
    const lines = this.outputs.flatMap((output) => output().split('\n'));
    return lines.filter((line) => line.includes('unforeseen error')).slice(0, 3);
  }

  private async compare(history: History): Promise<Finding[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl, application_name: 'fault suite' });
    await client.connect();
    try {
      await recite(client, history);
      return await compare(client);
    } finally {
      await client.end();
    }
  }
}
