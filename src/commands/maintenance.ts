import type { INestApplication } from '@nestjs/common';
import { parseArgs } from 'node:util';
import { DUE_AT_MOST, type Job } from '../common/jobs.js';
import { JobsService } from '../modules/jobs/jobs.service.js';
import { type CommandIo, CommandRefused, EXIT, runCommand, say } from './command.js';
import { describeFailure } from './failure.js';
import { refuseEmbedded, withServer } from './with-server.js';

const USAGE = `npm run maintenance -- <job> [<job> …] [--dry-run]
npm run maintenance -- --all [--dry-run]
npm run maintenance -- --list

  --dry-run  says how many rows are due, counted up to ${DUE_AT_MOST}, and changes nothing
  --all      every job, one after the other
  --list     the jobs there are, how often servers run them, and what they do

Exit code: 0 all is done, 1 a job failed, 2 rows are still due: a server is running the job, or what it needs is in use`;

interface Options {
  readonly names: readonly string[];
  readonly isDryRun: boolean;
  readonly isForAll: boolean;
  readonly isList: boolean;
}

function readOptions(args: readonly string[]): Options {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = { 'dry-run': flag, all: flag, list: flag } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const read = {
      names: positionals,
      isDryRun: values['dry-run'],
      isForAll: values.all,
      isList: values.list,
    };
    const wishes = [read.names.length > 0, read.isForAll, read.isList].filter(Boolean).length;
    if (wishes === 1) return read;
  } catch {
    // The same words serve whoever misspelt an option.
  }
  throw new CommandRefused(USAGE);
}

function chosen(jobs: JobsService, { names, isForAll }: Options): readonly Job[] {
  if (isForAll) return jobs.all;
  return names.map((name) => {
    const job = jobs.find(name);
    if (job) return job;
    const known = jobs.all.map((one) => one.name).join(', ');
    throw new CommandRefused(`There is no job ${name}. There are: ${known}.`);
  });
}

const rowsOf = (count: number): string => `${count} row${count === 1 ? '' : 's'}`;

const dueOf = (count: number): string =>
  count < DUE_AT_MOST ? rowsOf(count) : `at least ${rowsOf(DUE_AT_MOST)}`;

function list(jobs: JobsService, { stdout }: CommandIo): number {
  const width = Math.max(...jobs.all.map(({ name }) => name.length));
  for (const { name, everySeconds, description } of jobs.all)
    say(stdout, `${name.padEnd(width)}  every ${`${everySeconds} s`.padEnd(6)}  ${description}`);
  return EXIT.done;
}

/** Goes on until nothing is due, however many turns that takes. */
async function run(jobs: JobsService, job: Job, { stdout, stderr }: CommandIo): Promise<number> {
  for (let rows = 0; ;) {
    const report = await jobs.runNow(job);
    rows += report.rows;
    if (report.outcome === 'UNFINISHED' && report.heldUpBy === undefined) continue;
    if (report.outcome === 'DONE') {
      say(stdout, `${job.name}: ${rowsOf(rows)}`);
      return EXIT.done;
    }
    if (report.outcome === 'FAILED') {
      say(stderr, `${job.name}: failed after ${rowsOf(rows)}. ${describeFailure(report.error)}`);
      return EXIT.failed;
    }
    const why =
      report.heldUpBy === undefined ? 'a server is running it now' : `more are due: ${report.heldUpBy}`;
    say(stderr, `${job.name}: ${rowsOf(rows)}; ${why}`);
    return EXIT.incomplete;
  }
}

async function runAll(jobs: JobsService, options: Options, io: CommandIo): Promise<number> {
  let worst: number = EXIT.done;
  for (const job of chosen(jobs, options)) {
    if (options.isDryRun) say(io.stdout, `${job.name}: ${dueOf(await jobs.due(job))} due`);
    else {
      const code = await run(jobs, job, io);
      if (worst !== EXIT.failed && code !== EXIT.done) worst = code;
    }
  }
  return worst;
}

/** `npm run maintenance`. @returns the exit code: 0 done, 1 failed, 2 a server is running one of the jobs, or one was held up */
export function maintenance(args: readonly string[], io: CommandIo): Promise<number> {
  return runCommand({ args, usage: USAGE }, io, () => {
    const options = readOptions(args);
    return withServer(io, refuseEmbedded, (app: INestApplication) => {
      const jobs = app.get(JobsService);
      return options.isList ? Promise.resolve(list(jobs, io)) : runAll(jobs, options, io);
    });
  });
}
