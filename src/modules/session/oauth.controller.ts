import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBadRequestResponse,
  ApiBasicAuth,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import { ApiErrors, TAKES_BODY } from '../../common/api-errors.js';
import { AnyClient, FORM_ENCODED, RateLimited } from '../../common/route-marks.js';
import { ClientCredentials } from './client-credentials.js';
import {
  IntrospectionDto,
  InvalidClientDto,
  InvalidFormDto,
  PresentedTokenDto,
} from './dto/introspection.dto.js';
import { IntrospectionService } from './introspection.service.js';
import { RevocationService } from './revocation.service.js';
import { InvalidClient } from './session.errors.js';
import { UnknownClients } from './unknown-clients.js';

@ApiTags('tokens')
@ApiBasicAuth()
@ApiConsumes('application/x-www-form-urlencoded')
@ApiBadRequestResponse({ type: InvalidFormDto, description: '`CIAM_E01_05_001`' })
@AnyClient()
@RateLimited('none')
@Controller('auth')
export class OAuthController {
  constructor(
    private readonly clients: ClientCredentials,
    private readonly introspections: IntrospectionService,
    private readonly revocations: RevocationService,
    private readonly strangers: UnknownClients,
  ) {}

  @Post('introspect')
  @HttpCode(200)
  @RouteConfig(FORM_ENCODED)
  @ApiOperation({ summary: 'What a token is worth (RFC 7662); a stranger learns only that it is not active' })
  @ApiOkResponse({ type: IntrospectionDto })
  @ApiErrors(TAKES_BODY, { 400: [] })
  async introspect(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: PresentedTokenDto,
  ): Promise<IntrospectionDto> {
    if (this.identify(authorization, body) !== undefined) return this.introspections.introspect(body.token);
    await this.strangers.note('/auth/introspect');
    return { active: false };
  }

  @Post('revoke')
  @HttpCode(200)
  @RouteConfig(FORM_ENCODED)
  @ApiOperation({ summary: 'Takes a token back (RFC 7009); with a refresh token the whole grant' })
  @ApiOkResponse({ description: 'The token is of no use any more, if it ever was' })
  @ApiUnauthorizedResponse({ type: InvalidClientDto, description: '`CIAM_E01_02_004`' })
  @ApiErrors(TAKES_BODY, { 400: [] })
  async revoke(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: PresentedTokenDto,
  ): Promise<void> {
    const clientId = this.identify(authorization, body);
    if (clientId === undefined) throw new InvalidClient();
    await this.revocations.revoke(body.token, clientId);
  }

  private identify(authorization: string | undefined, body: PresentedTokenDto): string | undefined {
    return this.clients.identify({
      authorization,
      clientId: body.client_id,
      clientSecret: body.client_secret,
    });
  }
}
