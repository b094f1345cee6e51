import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BODY } from '../../common/api-errors.js';
import { AnyClient, RateLimited } from '../../common/route-marks.js';
import { EmailVerificationService } from '../account/email-verification.service.js';
import {
  EmailDto,
  EmailVerifiedDto,
  MAIL_SENT,
  MailSentDto,
  MailTokenDto,
  RegisterDto,
} from './dto/registration.dto.js';
import { MailRequestsService } from './mail-requests.service.js';

@ApiTags('account')
@Controller('auth')
export class RegistrationController {
  constructor(
    private readonly verification: EmailVerificationService,
    private readonly mails: MailRequestsService,
  ) {}

  @Post('register')
  @HttpCode(202)
  @RateLimited('register')
  @ApiOperation({ summary: 'Signs somebody up; a mail says how to go on, also to who is signed up already' })
  @ApiAcceptedResponse({ type: MailSentDto })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY, { 400: ['CIAM_E01_05_002'] })
  async register(@Body() body: RegisterDto): Promise<MailSentDto> {
    await this.mails.register({
      email: body.email,
      password: body.password,
      givenName: body.given_name,
      familyName: body.family_name,
      phone: body.phone,
    });
    return MAIL_SENT;
  }

  @Post('verify-email')
  @HttpCode(200)
  @AnyClient()
  @ApiOperation({ summary: 'Verifies the address that a mail was sent to' })
  @ApiOkResponse({ type: EmailVerifiedDto })
  @ApiErrors(TAKES_BODY)
  async verify(@Body() { token }: MailTokenDto): Promise<EmailVerifiedDto> {
    await this.verification.verify(token);
    return { status: 'VERIFIED' };
  }

  @Post('verify-email/resend')
  @HttpCode(202)
  @RateLimited('mail-request')
  @ApiOperation({
    summary: 'Sends the mail of the registration again, if there is somebody who waits for it',
  })
  @ApiAcceptedResponse({ type: MailSentDto })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY)
  async resend(@Body() { email }: EmailDto): Promise<MailSentDto> {
    await this.mails.verifyAgain(email);
    return MAIL_SENT;
  }
}
