import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { UnknownClient } from '../common/errors.js';
import { RequestContext } from '../common/request-context.js';
import { ANY_CLIENT } from '../common/route-marks.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';

/** Where CLIENT_IDS is set, lets only those clients in. */
@Injectable()
export class ClientGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly request: RequestContext,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { clientIds } = this.config.http;
    if (clientIds.length === 0) return true;
    if (this.reflector.getAllAndOverride<boolean>(ANY_CLIENT, [context.getHandler(), context.getClass()]))
      return true;
    const { clientId } = this.request.current;
    if (clientId === null || !clientIds.includes(clientId)) throw new UnknownClient();
    return true;
  }
}
