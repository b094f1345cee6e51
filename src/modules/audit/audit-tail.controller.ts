import { Socket } from 'node:net';
import { Controller, Get, Header, Headers, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPermission, type Permission } from '../../common/current-permission.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { AuditTailService } from './audit-tail.service.js';
import { AuditTailQuery } from './dto/audit-filter.dto.js';
import { FOR_READERS } from './for-readers.js';
import { TailPace } from './tail-pace.js';

const EVENTS = { type: 'text/event-stream' };

@ApiTags('audit')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/audit-logs/tail')
export class AuditTailController {
  constructor(
    private readonly tails: AuditTailService,
    private readonly pace: TailPace,
  ) {}

  @Get()
  // For proxies that would collect the answer until it ends.
  @Header('x-accel-buffering', 'no')
  @ApiOperation({ summary: 'What happens, as it happens: Server-Sent Events of type `audit`' })
  @ApiHeader({ name: 'last-event-id', required: false, description: 'Goes on after that event' })
  @ApiOkResponse({
    description: 'Ends with the access token; an event may come twice after a reconnect',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiErrors(FOR_READERS)
  async follow(
    @CurrentPrincipal() principal: Principal,
    @CurrentPermission() permission: Permission,
    @Query() query: AuditTailQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<StreamableFile> {
    const wish = { filter: AuditTailQuery.toFilter(query), lastEventId, seconds: query.seconds };
    const events = await this.tails.follow(principal, permission, wish);
    // Else whoever stops reading without hanging up would keep a place that others want. Injected requests have no such thing.
    const { socket } = reply.raw;
    if (socket instanceof Socket) socket.setTimeout(this.pace.stallMs);
    return new StreamableFile(events, EVENTS);
  }
}
