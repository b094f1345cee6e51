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

/** `a(b|c)` is `ab` or `ac`; what repeats a group is taken as a whole. */
function alternativesOf(regex: string): string[] {
  const [found, inGroup = ''] = /\((?:\?:)?([^()]*)\)(?![*+?{])/.exec(regex) ?? [];
  if (found !== undefined)
    return inGroup.split('|').flatMap((part) => alternativesOf(regex.replace(found, () => part)));
  return regex.includes('(') ? [regex] : [...new Set(regex.split('|'))];
}

/** What a matcher asks for that no sample has, alternative by alternative; variables of Grafana may be anything. */
function missedBy({ label, operator, value }: Matcher, samples: readonly Sample[]): string[] {
  if (value.includes('$')) return [];
  const values = samples.flatMap(({ labels }) => labels[label] ?? []);
  if (!operator.endsWith('~')) return values.includes(value) ? [] : [value];
  return alternativesOf(value).filter((part) => !values.some((one) => new RegExp(`^(?:${part})$`).test(one)));
}

/** What an expression names that no server has. */
export function strangersIn({ metrics, matchers, labels }: Named, samples: readonly Sample[]): string[] {
  const known = [...samples, UP];
  const of = (metric: string) => known.filter(({ name }) => name === metric);
  const has = (label: string, some: readonly Sample[]) =>
    OF_PROMETHEUS.has(label) || some.some((sample) => label in sample.labels);
  const mine = metrics.flatMap(of);
  return [
    ...metrics.filter((metric) => of(metric).length === 0),
    ...matchers
      .filter(({ metric, label }) => !has(label, of(metric)))
      .map(({ metric, label }) => `${metric}{${label}}`),
    ...matchers
      .filter(({ label }) => !OF_PROMETHEUS.has(label))
      .flatMap((matcher) =>
        missedBy(matcher, of(matcher.metric)).map((value) => `${matcher.metric} of ${value}`),
      ),
    ...labels.filter((label) => !has(label, mine)),
  ];
}
