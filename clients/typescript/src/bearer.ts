import type { Middleware } from 'openapi-fetch';
import { BEARER_ROUTES } from './bearer-routes.js';
import type { TokenKeeper } from './tokens.js';

const REFUSED = 'CIAM_E01_02_002';

interface Attempt {
  readonly copy: Request;
  readonly token: string | undefined;
}

async function isRefused(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as { error_code?: string } | undefined;
  return body?.error_code === REFUSED;
}

function authorise(request: Request, token: string | undefined): void {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
}

/** Sends the access token where one is wanted, and renews it once when the server takes it no more. */
export function bearer(keeper: TokenKeeper): Middleware {
  const attempts = new WeakMap<Request, Attempt>();
  return {
    async onRequest({ request, schemaPath }) {
      if (!BEARER_ROUTES.has(`${request.method} ${schemaPath}`)) return;
      const token = await keeper.accessToken();
      authorise(request, token);
      attempts.set(request, { copy: request.clone(), token });
    },
    async onResponse({ request, response, options }) {
      const attempt = attempts.get(request);
      if (!attempt || !(await isRefused(response))) return undefined;
      authorise(attempt.copy, await keeper.accessTokenAfter(attempt.token));
      return options.fetch(attempt.copy);
    },
  };
}
