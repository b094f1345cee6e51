import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BODY } from '../../common/api-errors.js';
import { AnyClient, RateLimited } from '../../common/route-marks.js';
import {
  AccountsDto,
  ArrivalDto,
  HandOffTokenDto,
  PermissionDto,
  RevokedHandOffDto,
  ValidatePermissionDto,
} from './dto/hand-off.dto.js';
import { HandOffRevocation } from './hand-off-revocation.js';
import { tokenOfHeader } from './session-token-header.js';
import { TargetAppService } from './target-app.service.js';

const SECRET = 'x-shared-secret';
const ERRORS = { 401: ['CIAM_E04_00_010'], 404: ['CIAM_E04_00_003'] };

@ApiTags('cross-app')
@ApiHeader({ name: SECRET, required: false, description: 'Names the target app' })
@AnyClient()
@Controller('cross-app')
export class TargetAppController {
  constructor(
    private readonly targets: TargetAppService,
    private readonly revocations: HandOffRevocation,
  ) {}

  @RateLimited('none')
  @Post('validate-session')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes a hand-off: succeeds once' })
  @ApiOkResponse({ type: ArrivalDto })
  @ApiErrors(TAKES_BODY, ERRORS)
  async validate(
    @Headers(SECRET) secret: string | undefined,
    @Body() body: HandOffTokenDto,
  ): Promise<ArrivalDto> {
    const { person, handOff } = await this.targets.validate(secret, body.session_token);
    return {
      user_id: person.cupid,
      email: person.email,
      name: `${person.givenName} ${person.familyName}`,
      account_id: handOff.accountId,
      state: handOff.state,
    };
  }

  @RateLimited('none')
  @Get('user-accounts')
  @ApiOperation({ summary: 'The accounts of the person who has arrived' })
  @ApiHeader({ name: 'x-session-token', required: true, description: 'Never in a URL' })
  @ApiOkResponse({ type: AccountsDto })
  @ApiErrors(ERRORS)
  async accounts(
    @Headers(SECRET) secret: string | undefined,
    @Headers('x-session-token') token: string | undefined,
  ): Promise<AccountsDto> {
    const accounts = await this.targets.accounts(secret, tokenOfHeader(token));
    return { accounts: accounts.map(({ id, name, slug }) => ({ id, name, slug })) };
  }

  @RateLimited('none')
  @Post('validate-permission')
  @HttpCode(200)
  @ApiOperation({ summary: 'Whether the person may do something in the account they were handed over with' })
  @ApiOkResponse({ type: PermissionDto })
  @ApiErrors(TAKES_BODY, ERRORS)
  async permission(
    @Headers(SECRET) secret: string | undefined,
    @Body() { session_token: token, permission, resource_id: resourceId }: ValidatePermissionDto,
  ): Promise<PermissionDto> {
    return { has_permission: await this.targets.hasPermission(secret, token, permission, resourceId) };
  }

  @Post('revoke-session')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a hand-off, for its person or for the app it leads to' })
  @ApiOkResponse({ type: RevokedHandOffDto })
  @ApiErrors(TAKES_BODY, { 401: ['CIAM_E01_02_002', 'CIAM_E04_00_010'] })
  async revoke(
    @Headers('authorization') authorization: string | undefined,
    @Headers(SECRET) secret: string | undefined,
    @Body() body: HandOffTokenDto,
  ): Promise<RevokedHandOffDto> {
    await this.revocations.revoke(body.session_token, authorization, secret);
    return { success: true };
  }
}
