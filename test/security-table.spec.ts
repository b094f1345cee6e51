import { existsSync, readFileSync } from 'node:fs';

const [met = ''] = readFileSync('docs/security.md', 'utf8').split('## Not built yet');

/** The cells of the last column of the tables before what is not built yet. */
const CELLS = met
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|[\s-]+\|/.test(line))
  .map((line) => line.split('|').at(-2)?.trim() ?? '')
  .filter((cell) => cell !== 'shown by');

function fileOf(name: string): string {
  if (!name.startsWith('src/')) return `test/${name}.e2e-spec.ts`;
  return name.replace(/\/\*[^/]*$/, '');
}

describe('docs/security.md', () => {
  it('names for every requirement the tests that show it', () => {
    expect(CELLS.length).toBeGreaterThan(40);
    expect(CELLS.filter((cell) => !/^`[^`]+`(, `[^`]+`)*$/.test(cell))).toEqual([]);
  });

  it('names no test that is not there', () => {
    const names = CELLS.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
    expect([...new Set(names)].filter((name) => !existsSync(fileOf(name)))).toEqual([]);
  });
});
