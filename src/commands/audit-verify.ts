import { parseArgs } from 'node:util';
import { DUE_AT_MOST } from '../common/jobs.js';
import {
  type Verdict,
  type VerificationOptions,
  VerificationService,
} from '../modules/audit/verification.service.js';
import { refuseUnsealed } from './audit-database.js';
import { type CommandIo, CommandRefused, EXIT, runCommand, say } from './command.js';
import { withServer } from './with-server.js';

const USAGE = `npm run audit:verify [-- --head 12:7b3c…] [--from 8] [--dropped-before 2025-01] [--strict]

  --head            a head that audit:seal has printed: finds that the end was cut off
  --from            begins with the seal of this number; what is before it was verified before
  --dropped-before  months that were dropped earlier than retention has it
  --strict          rows that came late count as a fault, too`;

interface Options extends VerificationOptions {
  readonly isStrict: boolean;
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { head: text, from: text, 'dropped-before': text, strict: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new CommandRefused(USAGE);
  }
}

/** @throws {CommandRefused} when it is there and of another form */
function match(form: RegExp, text: string | undefined): RegExpExecArray | undefined {
  if (text === undefined) return undefined;
  const found = form.exec(text);
  if (!found) throw new CommandRefused(USAGE);
  return found;
}

function readHead(text: string | undefined): VerificationOptions['head'] {
  const [, sequence, hash = ''] = match(/^([1-9]\d{0,8}):([0-9a-f]{64})$/, text) ?? [];
  return sequence === undefined ? undefined : { sequence: Number(sequence), hash };
}

function readMonth(text: string | undefined): Date | undefined {
  const [, year, month] = match(/^(20\d\d)-(0[1-9]|1[0-2])$/, text) ?? [];
  return year === undefined ? undefined : new Date(Date.UTC(Number(year), Number(month) - 1));
}

function readOptions(args: readonly string[]): Options {
  const { head, from, 'dropped-before': month, strict: isStrict = false } = parsed(args);
  const [first] = match(/^[1-9]\d{0,8}$/, from) ?? [];
  return {
    head: readHead(head),
    from: first === undefined ? undefined : Number(first),
    droppedBefore: readMonth(month),
    isStrict,
  };
}

function describe({ seals, rows, dropped, late, waiting, firstWaiting, unsealed, head }: Verdict): string[] {
  const atLeast = unsealed < DUE_AT_MOST ? '' : 'at least ';
  return [
    `${seals} ${seals === 1 ? 'seal' : 'seals'}, ${rows} rows as they were sealed; ${atLeast}${unsealed} not sealed yet.`,
    ...(dropped > 0
      ? [`${dropped} seals of months that were dropped; their rows are not there to compare.`]
      : []),
    ...(late > 0 ? [`${late} rows came after the seal of their time; supplements name them.`] : []),
    ...(waiting > 0
      ? [
          `${waiting} rows came after the seal of their time and wait for a supplement, the first ${firstWaiting}.`,
        ]
      : []),
    ...(head === undefined ? [] : [`The head is ${head}`]),
  ];
}

/** @returns the exit code: 0 when all is well, 1 when it is not, or could not be found out */
export function verifyAudit(args: readonly string[], io: CommandIo): Promise<number> {
  return runCommand({ args, usage: USAGE }, io, async () => {
    const { isStrict, ...options } = readOptions(args);
    const verdict = await withServer(io, refuseUnsealed, (app) =>
      app.get(VerificationService).verify(options),
    );
    if (verdict.fault !== undefined) {
      say(io.stderr, verdict.fault);
      return EXIT.failed;
    }
    for (const line of describe(verdict)) say(io.stdout, line);
    return isStrict && verdict.late + verdict.waiting > 0 ? EXIT.failed : EXIT.done;
  });
}
