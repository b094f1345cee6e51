import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TokenDeliveryService, wantsBodyDelivery } from '../session/token-delivery.service.js';
import type { Answer } from './answer.js';

/** Turns an answer into its response: 201 with tokens, 200 with the next door. */
@Injectable()
export class AnswerWriter {
  constructor(private readonly delivery: TokenDeliveryService) {}

  write(
    request: FastifyRequest,
    reply: FastifyReply,
    { body, issued }: Answer,
    statusOfSuccess = 201,
  ): object {
    if (!issued) {
      void reply.status(200);
      return body;
    }
    void reply.status(statusOfSuccess);
    return { ...body, ...this.delivery.deliver(reply, issued, wantsBodyDelivery(request)) };
  }
}
