import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BODY } from '../../common/api-errors.js';
import { DEVICE_COOKIE, deviceCookie } from '../../common/cookies.js';
import { Random } from '../../common/random.js';
import { RequestContext } from '../../common/request-context.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { wantsBodyDelivery } from '../session/token-delivery.service.js';
import { AnswerWriter } from './answer-writer.js';
import { ApiAnswers, KEPT_OUT } from './api-answers.js';
import { DeviceBindRequiredDto, EsignRequiredDto, MfaRequiredDto, SuccessDto } from './dto/answers.dto.js';
import { LoginDto } from './dto/login.dto.js';
import type { LoginRequest } from './login-request.js';
import { LoginService } from './login.service.js';
import { RateLimited } from '../../common/route-marks.js';

const DEVICE_COOKIE_BYTES = 32;
/** 256 bits in URL-safe base64; anything else cannot have been made here and names no device. */
const DEVICE_COOKIE_FORM = /^[\w-]{43}$/;

@ApiTags('login')
@Controller('auth')
export class LoginController {
  constructor(
    private readonly logins: LoginService,
    private readonly answers: AnswerWriter,
    private readonly request: RequestContext,
    private readonly random: Random,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @RateLimited('none')
  @Post('login')
  @ApiOperation({ summary: 'The first door: user name and password' })
  @ApiAnswers(201, 'Signed in', { SUCCESS: SuccessDto })
  @ApiAnswers(200, 'Follow `response_type_code`', {
    MFA_REQUIRED: MfaRequiredDto,
    ESIGN_REQUIRED: EsignRequiredDto,
    DEVICE_BIND_REQUIRED: DeviceBindRequiredDto,
  })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY, KEPT_OUT, {
    401: ['CIAM_E01_01_001', 'CIAM_E01_01_016'],
    403: ['CIAM_E01_01_010'],
    423: ['CIAM_E01_01_005'],
  })
  async login(
    @Body() body: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const cookie = request.cookies[DEVICE_COOKIE];
    const deviceToken = cookie !== undefined && DEVICE_COOKIE_FORM.test(cookie) ? cookie : null;
    // The name holds from the next login on: one that was just made proves nothing about this one.
    const isNamed = deviceToken !== null || wantsBodyDelivery(request);
    const newName = isNamed ? null : this.random.token(DEVICE_COOKIE_BYTES);
    const answer = await this.logins.login(this.read(body, deviceToken, newName));
    if (newName !== null)
      void reply.setCookie(DEVICE_COOKIE, newName, deviceCookie(this.config.http.secureCookies));
    return this.answers.write(request, reply, answer);
  }

  private read(body: LoginDto, deviceToken: string | null, newName: string | null): LoginRequest {
    const { appId, appVersion } = this.request.current;
    return {
      username: body.username,
      password: body.password,
      actionToken: body.drs_action_token || null,
      deviceCookie: deviceToken,
      newDeviceCookie: newName,
      appId: appId ?? body.app_id ?? null,
      appVersion: appVersion ?? body.app_version ?? null,
    };
  }
}
