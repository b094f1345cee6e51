import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { bearerToken } from '../../common/bearer-token.js';
import type { Principal } from '../../common/principal.js';
import { AUTHENTICATED } from '../../common/route-marks.js';
import { AccessTokenInvalid, AccessTokenMissing } from '../token/token.errors.js';
import { NotAllowed } from './session.errors.js';
import { SessionService } from './session.service.js';

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
    const request = context.switchToHttp().getRequest<FastifyRequest & { principal?: Principal }>();
    const token = bearerToken(request.headers.authorization);
    if (!token) throw new AccessTokenMissing();
    const live = await this.sessions.identify(token);
    if (!live) throw new AccessTokenInvalid();
    if (roles.length > 0 && !roles.some((role) => live.principal.roles.includes(role)))
      throw new NotAllowed();
    request.principal = live.principal;
    return true;
  }
}
