import { Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiErrors, CHANGES_STATE, TAKES_BEARER, TAKES_ID } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { OwnSessionDto, OwnSessionsDto, RevokedDto } from './dto/own-session.dto.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { TokenDeliveryService } from './token-delivery.service.js';

@ApiTags('session')
@ApiBearerAuth()
@Authenticated()
@Controller('auth')
export class OwnSessionsController {
  constructor(
    private readonly sessions: OwnSessionsService,
    private readonly delivery: TokenDeliveryService,
  ) {}

  @Get('sessions')
  @ApiOperation({ summary: 'Where the person is signed in' })
  @ApiOkResponse({ type: OwnSessionsDto })
  @ApiErrors(TAKES_BEARER)
  async list(@CurrentPrincipal() principal: Principal): Promise<OwnSessionsDto> {
    const sessions = await this.sessions.list(principal);
    return { sessions: sessions.map((session) => OwnSessionDto.of(session, principal.sessionId)) };
  }

  @Delete('sessions/:session_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one of the person’s sessions' })
  @ApiNoContentResponse()
  @ApiErrors(CHANGES_STATE, TAKES_BEARER, TAKES_ID, { 404: ['CIAM_E01_05_004'] })
  revoke(@CurrentPrincipal() principal: Principal, @Param('session_id') sessionId: string): Promise<void> {
    return this.sessions.revoke(principal, sessionId);
  }

  @Post('logout/others')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends every session of the person but this one' })
  @ApiOkResponse({ type: RevokedDto })
  @ApiErrors(CHANGES_STATE, TAKES_BEARER)
  async revokeOthers(@CurrentPrincipal() principal: Principal): Promise<RevokedDto> {
    return { success: true, revoked: await this.sessions.revokeOthers(principal) };
  }

  @Post('logout/all')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends every session of the person, this one too' })
  @ApiOkResponse({ type: RevokedDto })
  @ApiErrors(CHANGES_STATE, TAKES_BEARER)
  async revokeAll(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RevokedDto> {
    const revoked = await this.sessions.revokeAll(principal);
    this.delivery.clear(reply);
    return { success: true, revoked };
  }
}
