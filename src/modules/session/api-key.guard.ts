import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isOneOf } from '../../common/digest.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { ApiKeyInvalid } from './session.errors.js';

/** Lets gateways in, before their request is looked at. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const apiKey = context.switchToHttp().getRequest<FastifyRequest>().headers['x-api-key'];
    const { gatewayApiKeys } = this.config.http;
    if (typeof apiKey !== 'string' || !isOneOf(apiKey, gatewayApiKeys)) throw new ApiKeyInvalid();
    return true;
  }
}
