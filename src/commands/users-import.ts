import type { INestApplication } from '@nestjs/common';
import { parseArgs } from 'node:util';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import { UserImportService } from '../modules/account/user-import.service.js';
import { type CommandIo, CommandRefused, EXIT, runCommand, say } from './command.js';
import { ImportTally, RejectionList } from './import-report.js';
import { type Format, FORMATS, isSameFile, openSource, readPeople } from './person-file.js';
import { refuseOtherPeople, withServer } from './with-server.js';

const USAGE = `npm run users:import -- --file people.ndjson [--format ndjson|csv] [--dry-run] [--rejected rejected.ndjson] [--by name] [--create-accounts]

  --file      people, one to a line; - for standard input
  --format    ndjson or csv; without it, what the file's name ends with
  --dry-run   finds what would be rejected, and writes nothing
  --rejected  where each rejected line is written down, by its number; without it, standard error
  --by        who does it, for the audit; "import" without it
  --create-accounts  makes each organisation that a line names and that is not there, by the name of its slug`;

const NAME = /^[^\p{Cc}\p{Cs}]{1,64}$/u;

interface Options {
  readonly file: string;
  readonly format: Format;
  readonly isDryRun: boolean;
  readonly rejected: string | undefined;
  readonly by: string;
  readonly createsAccounts: boolean;
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = {
      file: text,
      format: text,
      rejected: text,
      by: text,
      'dry-run': { type: 'boolean' },
      'create-accounts': { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new CommandRefused(USAGE);
  }
}

function formatOf(file: string, format = file.toLowerCase().endsWith('.csv') ? 'csv' : 'ndjson'): Format {
  const known = FORMATS.find((one) => one === format);
  if (!known) throw new CommandRefused(USAGE);
  return known;
}

function readOptions(args: readonly string[]): Options {
  const { file, format, rejected, by = 'import', ...flags } = parsed(args);
  const { 'dry-run': isDryRun = false, 'create-accounts': createsAccounts = false } = flags;
  if (!file || !NAME.test(by)) throw new CommandRefused(USAGE);
  return { file, format: formatOf(file, format), isDryRun, rejected, by, createsAccounts };
}

async function settle(app: INestApplication, options: Options, io: CommandIo): Promise<ImportTally> {
  const service = app.get(UserImportService);
  const tally = new ImportTally(io);
  const source = await openSource(options.file, io);
  const rejections = await RejectionList.open(options.rejected, io).catch((error: unknown) => {
    source.destroy();
    throw error;
  });
  try {
    const lines = readPeople(source, options.format, service.fields);
    for await (const progress of service.import(lines, options)) {
      tally.add(progress);
      await rejections.add(progress.rejections);
    }
  } catch (error) {
    say(io.stderr, `Until then: ${tally.summary(options.isDryRun)}`);
    throw error;
  } finally {
    await rejections.close();
    source.destroy();
  }
  return tally;
}

/** All that one import writes into the audit goes by one correlation id. */
function inOneContext<T>(app: INestApplication, io: CommandIo, work: () => Promise<T>): Promise<T> {
  const context = app.get(RequestContext);
  const correlationId = app.get(Random).uuid();
  say(io.stderr, `The audit has this import under the correlation id ${correlationId}.`);
  return context.run({ ...context.current, correlationId }, work);
}

/** @returns the exit code: 0 when everybody was imported, 2 when somebody was rejected, 1 when it could not be done */
export function importUsers(args: readonly string[], io: CommandIo): Promise<number> {
  return runCommand({ args, usage: USAGE }, io, async () => {
    const options = readOptions(args);
    if (options.rejected !== undefined && (await isSameFile(options.file, options.rejected)))
      throw new CommandRefused('--file and --rejected are the same file.');
    const tally = await withServer(io, refuseOtherPeople, (app) =>
      options.isDryRun ? settle(app, options, io) : inOneContext(app, io, () => settle(app, options, io)),
    );
    say(io.stdout, tally.summary(options.isDryRun));
    return tally.rejected > 0 ? EXIT.incomplete : EXIT.done;
  });
}
