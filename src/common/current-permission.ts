import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What let a request in, for answers that take so long that it may have ended meanwhile. */
export interface Permission {
  /** Whether the request would be let in now. */
  holds(): Promise<boolean>;
}

/** The Permission that the guard of an `@Authenticated` route has left on the request. */
export const CurrentPermission = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Permission => {
    const { permission } = context.switchToHttp().getRequest<FastifyRequest & { permission?: Permission }>();
    if (!permission) throw new Error('CurrentPermission is used on a route that is not marked Authenticated');
    return permission;
  },
);
