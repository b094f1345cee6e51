import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../common/principal.js';
import { RateLimiter, type RateLimitPolicy } from '../common/rate-limiter.js';
import { RequestContext } from '../common/request-context.js';
import { RATE_LIMIT } from '../common/route-marks.js';
import { addressKey } from '../common/address-key.js';

/** Counts a request against its endpoint: by person where one is signed in, by address elsewhere. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimiter,
    private readonly context: RequestContext,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<RateLimitPolicy | 'none' | undefined>(
      RATE_LIMIT,
      targets,
    );
    if (policy !== 'none') await this.count(context.switchToHttp().getRequest(), policy ?? 'default');
    return true;
  }

  private count(request: FastifyRequest & { principal?: Principal }, policy: RateLimitPolicy): Promise<void> {
    const { principal, method, routeOptions } = request;
    const who = principal ? `person:${principal.cupid}` : addressKey(this.context.current.ipAddress);
    return this.limits.spend({ policy, key: `${method} ${routeOptions.url ?? ''} ${who}` });
  }
}
