/**
 * What every answer says to browsers, by the OWASP REST Security Cheat Sheet: an API's answers are data, to be neither
 * framed, nor sniffed, nor run, nor kept.
 */
const ALWAYS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Swagger UI brings its own inline styles and scripts. */
const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

const OVER_TLS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** The headers of an API answer and of a page of the documentation, made once. */
export function securityHeaders(overTls: boolean): { readonly api: HeaderSet; readonly docs: HeaderSet } {
  const api = { ...ALWAYS, ...(overTls && OVER_TLS) };
  return { api, docs: { ...api, 'content-security-policy': DOCS_POLICY } };
}

export type HeaderSet = Readonly<Record<string, string>>;
