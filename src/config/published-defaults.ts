/** Secrets that anybody can read in this repository, or guess. */
const PUBLISHED: ReadonlySet<string> = new Set([
  'dev-gateway-key',
  'dev-gateway-secret',
  'dev-hi-events-secret',
  'admin',
  'default',
  'password',
  'postgres',
  'root',
  'sallyport',
  'secret',
]);

/** How example files mark a value that is to be replaced. */
const PLACEHOLDER =
  /change[-_ ]?(me|this|it)|replace[-_ ]?(me|this|it)|example|placeholder|(not|never)[-_ ]for[-_ ]production/;

/** Whether a secret is one of those in the documentation and examples of this repository, in whatever case. */
export function isPublishedDefault(secret: string): boolean {
  const lower = secret.toLowerCase();
  return PUBLISHED.has(lower) || PLACEHOLDER.test(lower);
}
