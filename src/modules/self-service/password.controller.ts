import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BEARER, TAKES_BODY } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { AnyClient, Authenticated, RateLimited } from '../../common/route-marks.js';
import { ChangePasswordDto, ConfirmResetDto, PasswordReplacedDto } from './dto/password.dto.js';
import { EmailDto, MAIL_SENT, MailSentDto } from './dto/registration.dto.js';
import { MailRequestsService } from './mail-requests.service.js';
import { OwnPasswordService } from './own-password.service.js';

const TAKES_NEW_PASSWORD = { 400: ['CIAM_E01_05_002'] };

@ApiTags('account')
@Controller('auth')
export class PasswordController {
  constructor(
    private readonly passwords: OwnPasswordService,
    private readonly mails: MailRequestsService,
  ) {}

  @Post('reset-password')
  @HttpCode(202)
  @RateLimited('mail-request')
  @ApiOperation({
    summary: 'Sends a link by which a new password can be chosen, if the address is somebody’s',
  })
  @ApiAcceptedResponse({ type: MailSentDto })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY)
  async request(@Body() { email }: EmailDto): Promise<MailSentDto> {
    await this.mails.resetPassword(email);
    return MAIL_SENT;
  }

  @Post('reset-password/confirm')
  @HttpCode(200)
  @AnyClient()
  @ApiOperation({ summary: 'Chooses a new password; every session ends, and no device is trusted any more' })
  @ApiOkResponse({ type: PasswordReplacedDto })
  @ApiErrors(TAKES_BODY, TAKES_NEW_PASSWORD)
  async confirm(@Body() { token, password }: ConfirmResetDto): Promise<PasswordReplacedDto> {
    return replaced(await this.passwords.reset(token, password));
  }

  @Post('change-password')
  @HttpCode(200)
  @Authenticated()
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Changes the password; every other session ends, and no device is trusted any more',
  })
  @ApiOkResponse({ type: PasswordReplacedDto })
  @ApiErrors(TAKES_BODY, TAKES_BEARER, TAKES_NEW_PASSWORD, {
    401: ['CIAM_E01_01_001'],
    409: ['CIAM_E01_05_003'],
  })
  async change(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangePasswordDto,
  ): Promise<PasswordReplacedDto> {
    return replaced(await this.passwords.change(principal, body.current_password, body.password));
  }
}

function replaced(sessionsEnded: number): PasswordReplacedDto {
  return { status: 'PASSWORD_CHANGED', sessions_ended: sessionsEnded };
}
