import type { FastifyInstance } from 'fastify';
import type { AppError } from '../common/app-error.js';
import { MethodNotAllowed, RequestInvalid, RouteNotFound } from '../common/errors.js';

/** The space keeps clients from sending it. */
const MALFORMED_URL = '/malformed url';

/** A URL that cannot be decoded becomes one without a route: the hooks, and so the log, see it like any other. */
export function toRoutable(url: string): string {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return url;
  } catch {
    return MALFORMED_URL;
  }
}

interface Route {
  readonly path: RegExp;
  readonly methods: readonly string[];
}

/** Knows every route, to tell a wrong method (405) from a wrong path (404). */
export class RouteTable {
  private readonly routes: Route[] = [];

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (!url.includes('*')) this.routes.push({ path: toPattern(url), methods: [method].flat() });
    });
  }

  whyUnmatched(url: string): AppError {
    if (url === MALFORMED_URL)
      return new RequestInvalid([{ field: 'url', problem: 'must be a well-formed URL' }]);
    const path = url.split('?', 1)[0] ?? '';
    const methods = this.routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods);
    return methods.length > 0 ? new MethodNotAllowed([...new Set(methods)].sort()) : new RouteNotFound();
  }
}

function toPattern(url: string): RegExp {
  const segments = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${segments.join('/')}$`);
}
