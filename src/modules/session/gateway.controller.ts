import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BODY } from '../../common/api-errors.js';
import { AnyClient, RateLimited } from '../../common/route-marks.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { TokenStateDto, VerifyTokenDto } from './dto/verify-token.dto.js';
import { GatewayService } from './gateway.service.js';

@ApiTags('tokens')
@AnyClient()
@UseGuards(ApiKeyGuard)
@RateLimited('none')
@Controller('auth/token')
export class GatewayController {
  constructor(private readonly gateway: GatewayService) {}

  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says whether an access token, and the session it belongs to, is live' })
  @ApiHeader({ name: 'x-api-key', required: true, description: 'The gateway’s key' })
  @ApiOkResponse({ type: TokenStateDto })
  @ApiErrors(TAKES_BODY, { 401: ['CIAM_E04_00_010'] })
  verify(@Body() { token, scopes }: VerifyTokenDto): Promise<TokenStateDto> {
    return this.gateway.stateOf(token, scopes);
  }
}
