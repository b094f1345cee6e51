import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerToken } from '../common/bearer-token.js';
import { isOneOf } from '../common/digest.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { MetricsTokenInvalid } from './metrics.errors.js';

/** Where METRICS_TOKEN is set, lets in only who presents it. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const { metricsToken } = this.config.telemetry;
    if (metricsToken === undefined) return true;
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (!isOneOf(bearerToken(authorization) ?? '', [metricsToken])) throw new MetricsTokenInvalid();
    return true;
  }
}
