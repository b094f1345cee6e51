import type { INestApplication } from '@nestjs/common';
import { parseArgs } from 'node:util';
import { PasswordTooWeak } from '../modules/account/account.errors.js';
import {
  type AdminFields,
  FirstAdminService,
  type Namesake,
} from '../modules/account/first-admin.service.js';
import { type CommandIo, CommandRefused, EXIT, runCommand, say } from './command.js';
import { askPassword, readPassword } from './password-prompt.js';
import { refuseOtherPeople, withServer } from './with-server.js';

const USAGE = `npm run admin:create -- --email ann@example.com [--username ann] [--given-name Ann] [--family-name Smith] [--password-stdin] [--grant]

  --password-stdin  reads the password from standard input; without it, asks for it twice
  --grant           gives the role to somebody who has that e-mail already`;

const MOST_TRIES = 3;

interface Options {
  readonly fields: AdminFields;
  readonly isPasswordPiped: boolean;
  readonly mayGrant: boolean;
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const names = { email: text, username: text, 'given-name': text, 'family-name': text };
    const options = { ...names, 'password-stdin': flag, grant: flag } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    // Its own words would repeat a password that was put where none belongs.
    throw new CommandRefused(USAGE);
  }
}

function readOptions(args: readonly string[]): Options {
  const { email, username, 'given-name': givenName, 'family-name': familyName, ...flags } = parsed(args);
  if (!email) throw new CommandRefused(USAGE);
  return {
    fields: { email, username, givenName, familyName },
    isPasswordPiped: flags['password-stdin'] ?? false,
    mayGrant: flags.grant ?? false,
  };
}

function cannotSignIn({ status }: Namesake): string {
  return status === 'ACTIVE' ? '' : ` Signing in has to wait: the status is ${status}.`;
}

async function promote(admins: FirstAdminService, known: Namesake, { mayGrant }: Options): Promise<string> {
  if (known.isAdmin)
    return `There is nothing to do: ${known.userId} is an administrator.${cannotSignIn(known)}`;
  if (!mayGrant)
    throw new CommandRefused(
      `Somebody has that e-mail: ${known.userId}. To make them an administrator, add --grant; their password stays.`,
    );
  if (known.status === 'PENDING')
    throw new CommandRefused(
      `${known.userId} waits for their e-mail to be verified: whoever registered with it need not be whose it is. Repeat this when it is.`,
    );
  await admins.grant(known.userId);
  return `${known.userId} is an administrator now.${cannotSignIn(known)}`;
}

/** @returns undefined when the two were not the same */
async function choosePassword(io: CommandIo, { isPasswordPiped }: Options): Promise<string | undefined> {
  if (isPasswordPiped) return readPassword(io);
  if (io.stdin.isTTY === true) return askPassword(io);
  throw new CommandRefused(
    'There is no terminal to ask for a password: add --password-stdin and pipe it in.',
  );
}

async function tryToCreate(
  admins: FirstAdminService,
  fields: AdminFields,
  password: string | undefined,
): Promise<{ readonly userId?: string | undefined; readonly complaints: readonly string[] }> {
  if (password === undefined) return { complaints: ['The two are not the same.'] };
  try {
    return { userId: await admins.create(fields, password), complaints: [] };
  } catch (error) {
    if (!(error instanceof PasswordTooWeak)) throw error;
    return { complaints: error.problems.map((problem) => `The password ${problem}.`) };
  }
}

async function create(admins: FirstAdminService, options: Options, io: CommandIo): Promise<string> {
  const tries = options.isPasswordPiped ? 1 : MOST_TRIES;
  for (let left = tries; left > 0; left--) {
    const password = await choosePassword(io, options);
    const { userId, complaints } = await tryToCreate(admins, options.fields, password);
    if (userId) return `${userId} is an administrator now, and signs in by e-mail and password.`;
    if (complaints.length === 0) throw new CommandRefused('Somebody has that e-mail or user name already.');
    for (const complaint of complaints) say(io.stderr, complaint);
  }
  throw new CommandRefused('Nobody was created.');
}

async function appoint(app: INestApplication, options: Options, io: CommandIo): Promise<string> {
  const admins = app.get(FirstAdminService);
  const faults = admins.faultsOf(options.fields);
  if (faults.length > 0) throw new CommandRefused(`This cannot be taken: ${faults.join(', ')}.`);
  const known = await admins.find(options.fields.email);
  return known ? promote(admins, known, options) : create(admins, options, io);
}

/** @returns the exit code: 0 when there is that administrator now, 1 when not */
export function createAdmin(args: readonly string[], io: CommandIo): Promise<number> {
  return runCommand({ args, usage: USAGE }, io, async () => {
    const options = readOptions(args);
    say(io.stdout, await withServer(io, refuseOtherPeople, (app) => appoint(app, options, io)));
    return EXIT.done;
  });
}
