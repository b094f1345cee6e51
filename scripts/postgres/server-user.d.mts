import type { SpawnSyncReturns } from 'node:child_process';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export function runAs(
  user: SystemUser,
  command: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): SpawnSyncReturns<string>;
export function serverUser(): SystemUser;
export function canEnter(user: SystemUser, folder: string): boolean;
