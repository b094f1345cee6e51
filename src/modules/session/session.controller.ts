import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCookieAuth,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BODY } from '../../common/api-errors.js';
import { bearerToken } from '../../common/bearer-token.js';
import { REFRESH_COOKIE } from '../../common/cookies.js';
import { RequestContext } from '../../common/request-context.js';
import { LoggedOutDto, RefreshDto, RefreshedDto } from './dto/refresh.dto.js';
import { LogoutService } from './logout.service.js';
import { chooseRefreshToken } from './presented-token.js';
import { RefreshService } from './refresh.service.js';
import { TokenDeliveryService, wantsBodyDelivery } from './token-delivery.service.js';
import { RateLimited } from '../../common/route-marks.js';

/** A browser's cookie says it all. */
const OPTIONAL_BODY = { type: RefreshDto, required: false };

@ApiTags('session')
@Controller('auth')
export class SessionController {
  constructor(
    private readonly refreshes: RefreshService,
    private readonly logouts: LogoutService,
    private readonly delivery: TokenDeliveryService,
    private readonly request: RequestContext,
  ) {}

  @RateLimited('none')
  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Trades the refresh token for new tokens and rotates it' })
  @ApiCookieAuth('refresh_token')
  @ApiBody(OPTIONAL_BODY)
  @ApiHeader({ name: 'x-token-delivery', required: false, enum: ['body'] })
  @ApiOkResponse({ type: RefreshedDto })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY, {
    401: ['CIAM_E04_00_001', 'CIAM_E04_00_002', 'CIAM_E04_00_004', 'CIAM_E04_00_005', 'CIAM_E04_00_008'],
  })
  async refresh(
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RefreshedDto> {
    const cookie = request.cookies[REFRESH_COOKIE];
    const issued = await this.refreshes.refresh(
      chooseRefreshToken(cookie, body.refresh_token),
      this.request.current,
    );
    // What arrived in a cookie leaves in a cookie: script in a page must never read it.
    const inBody = cookie === undefined && wantsBodyDelivery(request);
    return { success: true, ...this.delivery.deliver(reply, issued, inBody) };
  }

  @Post('logout')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends every session that the given credentials name' })
  @ApiCookieAuth('refresh_token')
  @ApiBearerAuth()
  @ApiBody(OPTIONAL_BODY)
  @ApiOkResponse({ type: LoggedOutDto })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY)
  async logout(
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoggedOutDto> {
    const refreshTokens = [request.cookies[REFRESH_COOKIE], body.refresh_token].filter(
      (token) => token !== undefined,
    );
    await this.logouts.logout({ refreshTokens, accessToken: bearerToken(request.headers.authorization) });
    this.delivery.clear(reply);
    return { success: true, message: 'Signed out' };
  }
}
