/** One sample of the text format of Prometheus. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The metrics that an expression of PromQL names, and every label that it or what goes with it names. */
export interface Named {
  readonly metrics: readonly string[];
  readonly matchers: readonly Matcher[];
  readonly labels: readonly string[];
}

interface Matcher {
  readonly metric: string;
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

const WORDS = new Set(['and', 'or', 'unless', 'by', 'offset']);
/** Prometheus adds these to all that it scrapes. */
const OF_PROMETHEUS = new Set(['job', 'instance']);
/** Made by Prometheus itself. */
const UP: Sample = { name: 'up', labels: {} };

const all = (text: string, pattern: RegExp): string[][] =>
  [...text.matchAll(pattern)].map((found) => [...found]);

export function parseSamples(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', inBraces = ''] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    const labels = all(inBraces, /(\w+)="((?:[^"\\]|\\.)*)"/g).map(([, label, value]) => [label, value]);
    return { name, labels: Object.fromEntries(labels) };
  });
}

export function namedIn(expression: string, ...texts: readonly string[]): Named {
  const matchers = all(expression, /(\w+)\{([^}]*)\}/g).flatMap(([, metric = '', inBraces = '']) =>
    all(inBraces, /(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g).map(
      ([, label = '', operator = '', value = '']): Matcher => ({ metric, label, operator, value }),
    ),
  );
  const grouped = all(expression, /\bby \(([^)]*)\)/g).flatMap(([, list = '']) => list.split(/,\s*/));
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(/\bby \([^)]*\)/g, ' ')
    .replace(/\b\d[\w.]*/g, ' ');
  const metrics = all(bare, /\b([a-z_]\w*)\b(?!\s*\()/g).map(([, word = '']) => word);
  const shown = texts.flatMap((text) =>
    all(text, /\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}/g).map(([, label = '']) => label),
  );
  return {
    metrics: metrics.filter((word) => !WORDS.has(word)),
    matchers,
    labels: [...grouped, ...shown],
  };
}

/** What an expression names that no server has. */
export function strangersIn({ metrics, matchers, labels }: Named, samples: readonly Sample[]): string[] {
  const known = [...samples, UP];
  const of = (metric: string) => known.filter(({ name }) => name === metric);
  const has = (label: string, some: readonly Sample[]) =>
    OF_PROMETHEUS.has(label) || some.some((sample) => label in sample.labels);
  const fits = ({ metric, label, operator, value }: Matcher) =>
    OF_PROMETHEUS.has(label) ||
    operator !== '=' ||
    of(metric).some((sample) => sample.labels[label] === value);
  const mine = metrics.flatMap(of);
  return [
    ...metrics.filter((metric) => of(metric).length === 0),
    ...matchers
      .filter(({ metric, label }) => !has(label, of(metric)))
      .map(({ metric, label }) => `${metric}{${label}}`),
    ...matchers.filter((matcher) => !fits(matcher)).map(({ metric, value }) => `${metric} of ${value}`),
    ...labels.filter((label) => !has(label, mine)),
  ];
}
