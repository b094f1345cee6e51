import type { INestApplication } from '@nestjs/common';
import { type MadeSeal, SealTrailService } from '../modules/audit/seal-trail.service.js';
import { refuseUnsealed } from './audit-database.js';
import { type CommandIo, CommandRefused, EXIT, runCommand, say } from './command.js';
import { withServer } from './with-server.js';

const USAGE = `npm run audit:seal

  Seals the audit rows that have settled (AUDIT_SEAL_LAG) and prints the head of each seal. Keep the last one elsewhere.`;

function describe({ rows, head, supplements }: MadeSeal): string {
  const late = supplements === null ? '' : `, late for the seal ${supplements}`;
  return `${rows} row${rows === 1 ? '' : 's'} sealed${late}; the head is ${head}`;
}

async function seal(app: INestApplication, io: CommandIo): Promise<void> {
  const trail = app.get(SealTrailService);
  if (!trail.canSeal)
    throw new CommandRefused('AUDIT_SEAL_KEYS begins with a public key: it verifies, and seals nothing.');
  let count = 0;
  for await (const made of trail.seal()) {
    count += 1;
    say(io.stdout, describe(made));
  }
  if (count === 0) say(io.stdout, 'There is nothing to seal.');
}

/** @returns the exit code: 0 when all that is due has been sealed */
export function sealAudit(args: readonly string[], io: CommandIo): Promise<number> {
  return runCommand({ args, usage: USAGE }, io, async () => {
    if (args.length > 0) throw new CommandRefused(USAGE);
    await withServer(io, refuseUnsealed, (app) => seal(app, io));
    return EXIT.done;
  });
}
