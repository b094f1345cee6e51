import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second in /proc, whatever its own clock does (proc(5), USER_HZ). */
const MICROSECONDS_PER_TICK = 10_000;

interface ProcessTimes {
  readonly parent: number;
  /** Ticks of the process itself, all its threads, in user and system mode. */
  readonly own: number;
  /** Ticks of its children that have ended. */
  readonly endedChildren: number;
}

function timesOf(pid: number | string): ProcessTimes | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the last bracket may hold blanks.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map(
      (index) => fields[index] ?? 0,
    );
    return { parent: parent, own: user + system, endedChildren: endedUser + endedSystem };
  } catch {
    return undefined;
  }
}

/** CPU time that a process has used so far, in microseconds; NaN where there is no /proc, as on macOS. */
export function cpuOf(pid: number): number {
  return (timesOf(pid)?.own ?? NaN) * MICROSECONDS_PER_TICK;
}

/** The same of a process and all its children, those included that have ended meanwhile. */
export function cpuOfFamily(pid: number): number {
  const family = (existsSync('/proc') ? readdirSync('/proc') : [])
    .filter((name) => /^\d+$/.test(name))
    .map(timesOf)
    .filter((times) => times?.parent === pid);
  const self = timesOf(pid);
  const ticks = family.reduce(
    (sum, times) => sum + times!.own,
    (self?.own ?? NaN) + (self?.endedChildren ?? 0),
  );
  return ticks * MICROSECONDS_PER_TICK;
}

/** Resident memory in megabytes. */
export function memoryOf(pid: number): number {
  if (!existsSync('/proc')) return NaN;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
