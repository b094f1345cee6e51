import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BEARER, TAKES_BODY } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated, RateLimited } from '../../common/route-marks.js';
import { GenerateHandOffDto, HandOffDto } from './dto/hand-off.dto.js';
import { StatisticsDto, StatisticsQuery } from './dto/statistics.dto.js';
import { HandOffService } from './hand-off.service.js';
import { StatisticsService } from './statistics.service.js';

@ApiTags('cross-app')
@ApiBearerAuth()
@Controller('cross-app')
export class SourceAppController {
  constructor(
    private readonly handOffs: HandOffService,
    private readonly statistics: StatisticsService,
  ) {}

  @RateLimited('hand-off')
  @Post('generate-session')
  @HttpCode(200)
  @Authenticated()
  @ApiOperation({ summary: 'A token by which the person enters another app without signing in again' })
  @ApiBody({ type: GenerateHandOffDto, required: false })
  @ApiOkResponse({ type: HandOffDto })
  @ApiErrors(TAKES_BODY, TAKES_BEARER)
  async generate(
    @CurrentPrincipal() principal: Principal,
    @Body() body: GenerateHandOffDto,
  ): Promise<HandOffDto> {
    const { account_id: accountId, target_app: targetApp, state = null } = body;
    const handOff = await this.handOffs.generate(principal, { accountId, targetApp, state });
    return {
      session_token: handOff.token,
      expires_at: handOff.expiresAt.toISOString(),
      account_id: handOff.accountId,
    };
  }

  @Get('statistics')
  @Authenticated('admin')
  @ApiOperation({ summary: 'Hand-offs by day, for administrators' })
  @ApiOkResponse({ type: StatisticsDto })
  @ApiErrors(TAKES_BEARER, { 400: ['CIAM_E01_05_001'], 403: ['CIAM_E01_02_003'] })
  async perDay(@Query() { from, to }: StatisticsQuery): Promise<StatisticsDto> {
    return { days: await this.statistics.perDay(from, to) };
  }
}
