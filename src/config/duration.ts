const SECONDS_PER = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
type Unit = keyof typeof SECONDS_PER;

/** The seconds that `90`, `90s`, `15m`, `24h` or `14d` stands for; undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+)([smhd]?)$/.exec(text);
  if (!match) return undefined;
  const unit = (match[2] || 's') as Unit;
  return Number(match[1]) * SECONDS_PER[unit];
}

/** The shortest text that stands for these seconds: 900 is `15m`. */
export function formatDuration(seconds: number): string {
  const units: readonly Unit[] = ['d', 'h', 'm'];
  const unit = units.find((candidate) => seconds > 0 && seconds % SECONDS_PER[candidate] === 0) ?? 's';
  return `${seconds / SECONDS_PER[unit]}${unit}`;
}
