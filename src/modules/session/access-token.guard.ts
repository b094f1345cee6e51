import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { bearerToken } from '../../common/bearer-token.js';
import type { Permission } from '../../common/current-permission.js';
import type { Principal } from '../../common/principal.js';
import { AUTHENTICATED } from '../../common/route-marks.js';
import { AccessTokenInvalid, AccessTokenMissing } from '../token/token.errors.js';
import { NotAllowed } from './session.errors.js';
import { SessionService } from './session.service.js';

type Admitted = FastifyRequest & { principal?: Principal; permission?: Permission };

const hasOneOf = (roles: readonly string[], principal: Principal): boolean =>
  roles.length === 0 || roles.some((role) => principal.roles.includes(role));

/** Lets a marked route be called only with the access token of a live session, and leaves a Principal on the request. */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const roles = this.reflector.getAllAndOverride<readonly string[] | undefined>(AUTHENTICATED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (roles === undefined) return true;
    const request = context.switchToHttp().getRequest<Admitted>();
    const token = bearerToken(request.headers.authorization);
    if (!token) throw new AccessTokenMissing();
    const live = await this.sessions.identify(token);
    if (!live) throw new AccessTokenInvalid();
    if (!hasOneOf(roles, live.principal)) throw new NotAllowed();
    request.principal = live.principal;
    // The roles stand in the token, so that it is enough whether that is still good.
    request.permission = { holds: async () => (await this.sessions.identify(token)) !== undefined };
    return true;
  }
}
