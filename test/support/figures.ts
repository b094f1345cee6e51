import type { Api } from './api.js';

export type Figures = Readonly<Record<string, number>>;

/** The samples that Prometheus would read, by name and labels. */
export async function figures(api: Api): Promise<Figures> {
  const { text } = await api.get('/metrics');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}
