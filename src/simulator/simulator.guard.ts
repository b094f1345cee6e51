import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RouteNotFound } from '../common/errors.js';

/** A web page cannot send this header unasked; without it the simulator's controls are not there. */
@Injectable()
export class SimulatorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers['x-simulator'] !== '1') throw new RouteNotFound();
    return true;
  }
}
