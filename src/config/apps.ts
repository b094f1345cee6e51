import { readFileSync } from 'node:fs';
import { z } from 'zod';

const ID = /^[A-Za-z0-9._-]{1,64}$/;

const APP = z.object({
  id: z.string().regex(ID),
  secrets: z.array(z.string().regex(/^\S+$/)).default([]),
  origins: z
    .array(z.string().refine((origin) => URL.canParse(origin) && new URL(origin).origin === origin))
    .default([]),
  targets: z.array(z.string().regex(ID)).default([]),
});

export type AppSettings = z.output<typeof APP>;

export const DEVELOPMENT_APPS: readonly AppSettings[] = [
  { id: 'tuvens', secrets: [], origins: ['http://localhost:3000'], targets: ['hi-events'] },
  { id: 'hi-events', secrets: ['dev-hi-events-secret'], origins: ['http://localhost:3001'], targets: [] },
];

function textOf(textOrPath: string): string | undefined {
  if (textOrPath.startsWith('[')) return textOrPath;
  try {
    return readFileSync(textOrPath, 'utf8');
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function whyInconsistent(apps: readonly AppSettings[]): string | undefined {
  const ids = new Set(apps.map(({ id }) => id));
  if (ids.size < apps.length) return 'names an app twice';
  const secrets = apps.flatMap((app) => app.secrets);
  if (new Set(secrets).size < secrets.length) return 'gives one secret to two apps';
  const unknown = apps.flatMap(({ targets }) => targets).some((target) => !ids.has(target));
  return unknown ? 'has a target that is no app of the list' : undefined;
}

/** The registered apps, from JSON or from a file that holds it. @returns what is wrong, without repeating any of it */
export function parseApps(textOrPath: string): AppSettings[] | string {
  const text = textOf(textOrPath);
  if (text === undefined) return 'is neither a JSON array nor a file that can be read';
  const parsed = z.array(APP).safeParse(parseJson(text));
  if (!parsed.success) return 'is no list of apps';
  return whyInconsistent(parsed.data) ?? parsed.data;
}
