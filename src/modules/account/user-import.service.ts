import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Fingerprints } from './fingerprints.js';
import { type Batch, batchesOf, type FileLine } from './import-batches.js';
import { ImportAccounts } from './import-accounts.js';
import { ImportWriter, type Newcomer } from './import-writer.js';
import type { ImportFault, Rejection } from './import.errors.js';
import { PERSON_FIELDS } from './imported-person.js';
import { NewRows } from './new-rows.js';
import { textOf, type UniqueKey, uniqueKeysOf } from './unique-keys.js';
import { UserRepository } from './user.repository.js';

export type { FileLine } from './import-batches.js';

export interface ImportOptions {
  /** Finds what would be rejected, and writes nothing. */
  readonly isDryRun: boolean;
  /** Who does it: a cupid, or the name of a tool. */
  readonly by: string;
  /** Makes organisations that lines name and that are not there; without it, such lines are rejected. */
  readonly createsAccounts?: boolean;
}

/** What became of some lines that were settled together. */
export interface ImportProgress {
  readonly read: number;
  readonly imported: number;
  /** In the order of the lines. */
  readonly rejections: readonly Rejection[];
}

/** People whom another system has had, with their passwords as it hashed them. */
@Injectable()
export class UserImportService {
  /** What a line may say of a person. */
  readonly fields = PERSON_FIELDS;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserRepository,
    private readonly accounts: ImportAccounts,
    private readonly writer: ImportWriter,
    private readonly clock: Clock,
    private readonly rows: NewRows,
  ) {}

  /** Goes on for as long as it is asked for more; what it has answered is committed. */
  async *import(lines: AsyncIterable<FileLine>, options: ImportOptions): AsyncGenerator<ImportProgress> {
    // What is written, the database remembers.
    const claimed = options.isDryRun ? new Fingerprints() : undefined;
    for await (const batch of batchesOf(lines))
      yield await this.settle(batch, options, claimed ?? new Fingerprints());
  }

  private async settle(
    { people, rejections }: Batch,
    options: ImportOptions,
    claimed: Fingerprints,
  ): Promise<ImportProgress> {
    const refused = await this.inScope(options, () => this.place(people, options, claimed));
    return {
      read: people.length + rejections.length,
      imported: people.length - refused.length,
      rejections: [...rejections, ...refused].sort((a, b) => a.line - b.line),
    };
  }

  /** A dry run could not write if it tried. */
  private inScope<T>({ isDryRun }: ImportOptions, work: () => Promise<T>): Promise<T> {
    return isDryRun ? this.unitOfWork.read(work) : this.unitOfWork.run(work);
  }

  /** @returns those for whom there is no place */
  private async place(
    people: Batch['people'],
    { isDryRun, by, createsAccounts = false }: ImportOptions,
    claimed: Fingerprints,
  ): Promise<Rejection[]> {
    const now = this.clock.now();
    const accounts = await this.accountsOf(people);
    const candidates = people.map((one) => this.candidate(one, accounts));
    const taken = await this.takenOf(candidates);
    const newcomers: Newcomer[] = [];
    const refused: Rejection[] = [];
    for (const candidate of candidates) {
      const faults = [...faultsOf(candidate, createsAccounts, (key) => taken.has(key) || claimed.has(key))];
      if (faults.length > 0) refused.push({ line: candidate.line, faults });
      else newcomers.push(claim(candidate, claimed));
    }
    if (isDryRun) return refused;
    const complete = createsAccounts ? await this.accounts.complete(newcomers, by) : newcomers;
    const added = await this.writer.add(complete, by, now);
    return [...refused, ...(await this.overtaken(complete, added))];
  }

  /** Somebody else has added them in the meantime. */
  private async overtaken(newcomers: readonly Newcomer[], added: readonly Newcomer[]): Promise<Rejection[]> {
    const isAdded = new Set(added);
    const late = newcomers.filter((newcomer) => !isAdded.has(newcomer));
    const taken = await this.takenOf(late);
    return late.map((newcomer) => {
      const faults = takenFaults(newcomer, (key) => taken.has(key));
      return { line: newcomer.line, faults: faults.length > 0 ? faults : [{ reason: 'TAKEN' }] };
    });
  }

  private accountsOf(people: Batch['people']): Promise<ReadonlyMap<string, string>> {
    const slugs = people.flatMap(({ person }) => (person.membership ? [person.membership.slug] : []));
    return this.accounts.idsOf(slugs);
  }

  private candidate(
    { line, person }: Batch['people'][number],
    accounts: ReadonlyMap<string, string>,
  ): Newcomer {
    const accountId = person.membership && accounts.get(person.membership.slug);
    const { user, phones } = this.rows.of(person.fields, true);
    return {
      line,
      person,
      user: Object.assign(user, { importedAt: user.createdAt }),
      phones,
      accountId: accountId ?? null,
    };
  }

  private async takenOf(people: readonly Newcomer[]): Promise<ReadonlySet<string>> {
    const keys = await this.users.taken(people.flatMap(({ user }) => this.rows.uniqueKeysOf(user)));
    return new Set(keys.map(textOf));
  }
}

function takenFaults({ user }: Newcomer, isTaken: (key: string) => boolean): ImportFault[] {
  return uniqueKeysOf(user)
    .filter((key: UniqueKey) => isTaken(textOf(key)))
    .map(({ field }) => ({ reason: 'TAKEN', field }));
}

function faultsOf(
  candidate: Newcomer,
  createsAccounts: boolean,
  isTaken: (key: string) => boolean,
): ImportFault[] {
  const { person, accountId } = candidate;
  const faults = takenFaults(candidate, isTaken);
  if (person.membership && accountId === null && !createsAccounts)
    faults.push({ reason: 'UNKNOWN_ACCOUNT', field: 'account' });
  return faults;
}

function claim(newcomer: Newcomer, claimed: Fingerprints): Newcomer {
  for (const key of uniqueKeysOf(newcomer.user)) claimed.add(textOf(key));
  return newcomer;
}
