import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';

/** The Principal that the guard of an `@Authenticated` route has left on the request. */
export const CurrentPrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<FastifyRequest & { principal?: Principal }>();
    if (!principal) throw new Error('CurrentPrincipal is used on a route that is not marked Authenticated');
    return principal;
  },
);
