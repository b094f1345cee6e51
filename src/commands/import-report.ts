import { type FileHandle, open } from 'node:fs/promises';
import { explainFault, type ImportFault, type Rejection } from '../modules/account/import.errors.js';
import type { ImportProgress } from '../modules/account/user-import.service.js';
import { type CommandIo, CommandRefused, say } from './command.js';

const PROGRESS_LINES = 10_000;

function named({ field, reason }: ImportFault): string {
  return `${field ?? 'it'} ${explainFault(reason)}`;
}

function counted(number: number): string {
  return number.toLocaleString('en').replaceAll(',', ' ');
}

/** Where each rejected line is written down, with its number and what is wrong, and none of what it says. */
export class RejectionList {
  private constructor(
    private readonly io: CommandIo,
    private readonly file: FileHandle | undefined,
  ) {}

  /** @param path of a file that is written anew; standard error where there is none */
  static async open(path: string | undefined, io: CommandIo): Promise<RejectionList> {
    if (path === undefined) return new RejectionList(io, undefined);
    try {
      return new RejectionList(io, await open(path, 'w', 0o600));
    } catch (error) {
      throw new CommandRefused(
        `${path} cannot be written (${String((error as NodeJS.ErrnoException).code)}). Nothing was imported.`,
      );
    }
  }

  async add(rejections: readonly Rejection[]): Promise<void> {
    if (this.file) await this.file.appendFile(rejections.map((one) => `${JSON.stringify(one)}\n`).join(''));
    else
      for (const { line, faults } of rejections)
        say(this.io.stderr, `line ${line}: ${faults.map(named).join(', ')}`);
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}

/** Adds up what became of the lines. */
export class ImportTally {
  read = 0;
  imported = 0;
  private readonly faults = new Map<string, number>();

  constructor(private readonly io: CommandIo) {}

  get rejected(): number {
    return this.read - this.imported;
  }

  add({ read, imported, rejections }: ImportProgress): void {
    const before = Math.floor(this.read / PROGRESS_LINES);
    this.read += read;
    this.imported += imported;
    for (const fault of rejections.flatMap(({ faults }) => faults)) {
      const text = named(fault);
      this.faults.set(text, (this.faults.get(text) ?? 0) + 1);
    }
    if (Math.floor(this.read / PROGRESS_LINES) > before)
      say(this.io.stderr, `… ${counted(this.read)} read, ${counted(this.rejected)} rejected`);
  }

  summary(isDryRun: boolean): string {
    const verb = isDryRun ? 'can be imported' : 'imported';
    const lines = [...this.faults]
      .sort(([, a], [, b]) => b - a)
      .map(([text, number]) => `  ${counted(number).padStart(9)}  ${text}`);
    const total = `${counted(this.read)} read, ${counted(this.imported)} ${verb}, ${counted(this.rejected)} rejected`;
    return [isDryRun ? `${total}; nothing was written` : total, ...lines].join('\n');
  }
}
