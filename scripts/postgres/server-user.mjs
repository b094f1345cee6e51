import { spawnSync } from 'node:child_process';

/** Runs a command to its end as `user`, in a folder that everybody may be in. */
export function runAs(user, command, args, env = process.env) {
  const result = spawnSync(command, args, { ...user, cwd: '/', env, encoding: 'utf8' });
  if (result.error) {
    throw new Error(
      `Cannot run programs as user ${user.uid} (${result.error.message}); name a server by DATABASE_URL`,
    );
  }
  return result;
}

/** PostgreSQL refuses to run as root, so root runs it as nobody; everybody else runs it as themselves. */
export function serverUser() {
  if (!process.getuid)
    throw new Error('A local PostgreSQL is started on Linux and macOS only; name one by DATABASE_URL');
  const self = { uid: process.getuid(), gid: process.getgid() };
  if (self.uid !== 0) return self;
  const idOf = (flag) => runAs(self, 'id', [flag, 'nobody']).stdout;
  // `| 0` because macOS prints the -2 of nobody as an unsigned number.
  return { uid: parseInt(idOf('-u')) | 0, gid: parseInt(idOf('-g')) | 0 };
}

/** Asks the system rather than reading modes, which do not tell of the folders above or of access lists. */
export function canEnter(user, folder) {
  return runAs(user, 'test', ['-x', folder]).status === 0;
}
