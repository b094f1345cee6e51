import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let known: { readonly refusal: string | undefined } | undefined;

function mount(megabytes: number): string | { readonly refusal: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-disk-'));
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder],
    { encoding: 'utf8' },
  );
  if (status === 0) return folder;
  rmdirSync(folder);
  return { refusal: (error?.message ?? stderr).trim().split('\n')[0] ?? 'unknown' };
}

export function unmount(folder: string): void {
  spawnSync('umount', [folder]);
  rmdirSync(folder);
}

/** Why no small disk can be made here, or undefined: it takes root and the right to mount. */
export function mountRefusal(): string | undefined {
  if (!known) {
    const disk = mount(1);
    if (typeof disk === 'string') unmount(disk);
    known = { refusal: typeof disk === 'string' ? undefined : disk.refusal };
  }
  return known.refusal;
}

/** A file system in memory that holds so many megabytes. @returns its folder */
export function smallDisk(megabytes: number): string {
  const disk = mount(megabytes);
  if (typeof disk !== 'string') throw new Error(`No small disk: ${disk.refusal}`);
  return disk;
}
