import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BODY } from '../../common/api-errors.js';
import { AnswerWriter } from './answer-writer.js';
import { ApiAnswers, KEPT_OUT } from './api-answers.js';
import type { SentChallenge } from './challenge-dispatch.js';
import { ChallengeService } from './challenge.service.js';
import {
  DeviceBindRequiredDto,
  EsignRequiredDto,
  MfaPendingDto,
  OtpSentDto,
  PushSentDto,
  SuccessDto,
} from './dto/answers.dto.js';
import { ContextDto } from './dto/ids.dto.js';
import { InitiateMfaDto, VerifyCodeDto } from './dto/mfa.dto.js';
import { OtpService } from './otp.service.js';
import { PushService, type StillPending } from './push.service.js';
import { RateLimited } from '../../common/route-marks.js';

const POLL_AFTER_MS = 1000;
const STEP_ERRORS = { 404: ['CIAM_E01_03_001'], 410: ['CIAM_E01_03_002'], 423: ['CIAM_E01_01_005'] };
const EVERY_STEP = [TAKES_BODY, KNOWN_CLIENTS_ONLY, KEPT_OUT, STEP_ERRORS];

@ApiTags('mfa')
@Controller('auth/mfa')
export class MfaController {
  constructor(
    private readonly challenges: ChallengeService,
    private readonly codes: OtpService,
    private readonly pushes: PushService,
    private readonly answers: AnswerWriter,
  ) {}

  @RateLimited('none')
  @Post('initiate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a code or a prompt; any earlier one of this login is void' })
  @ApiAnswers(200, 'Sent', { OTP_VERIFY_REQUIRED: OtpSentDto, PUSH_VERIFY_REQUIRED: PushSentDto })
  @ApiErrors(...EVERY_STEP, { 400: ['CIAM_E01_01_009', 'CIAM_E01_03_003'] })
  async initiate(@Body() body: InitiateMfaDto): Promise<OtpSentDto | PushSentDto> {
    const ids = { contextId: body.context_id, transactionId: body.transaction_id };
    return describeSent(
      await this.challenges.initiate(ids, { method: body.method, optionId: body.mfa_option_id ?? null }),
    );
  }

  @Post('otp/verify')
  @ApiOperation({ summary: 'Takes the code that was sent' })
  @ApiAnswers(201, 'Signed in', { SUCCESS: SuccessDto })
  @ApiAnswers(200, 'The next door', {
    ESIGN_REQUIRED: EsignRequiredDto,
    DEVICE_BIND_REQUIRED: DeviceBindRequiredDto,
  })
  @ApiErrors(...EVERY_STEP, { 400: ['CIAM_E01_01_017', 'CIAM_E01_03_003'] })
  async verify(
    @Body() body: VerifyCodeDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const ids = { contextId: body.context_id, transactionId: body.transaction_id };
    return this.answers.write(request, reply, await this.codes.verify(ids, body.code));
  }

  @RateLimited('push-poll')
  @Post('transactions/:transaction_id')
  @ApiOperation({ summary: 'What has become of a prompt; to be polled' })
  @ApiAnswers(201, 'Signed in', { SUCCESS: SuccessDto })
  @ApiAnswers(200, 'Not answered yet, or the next door', {
    MFA_PENDING: MfaPendingDto,
    ESIGN_REQUIRED: EsignRequiredDto,
    DEVICE_BIND_REQUIRED: DeviceBindRequiredDto,
  })
  @ApiErrors(...EVERY_STEP, { 400: ['CIAM_E01_03_003'] })
  async poll(
    @Param('transaction_id') transactionId: string,
    @Body() body: ContextDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const outcome = await this.pushes.poll({ contextId: body.context_id, transactionId });
    if ('body' in outcome) return this.answers.write(request, reply, outcome);
    void reply.status(200);
    return describePending(outcome);
  }
}

function describeSent({ transactionId, expiresAt, displayNumber }: SentChallenge): OtpSentDto | PushSentDto {
  const sent = { transaction_id: transactionId, expires_at: expiresAt.toISOString() };
  return displayNumber === undefined
    ? { response_type_code: 'OTP_VERIFY_REQUIRED', ...sent }
    : { response_type_code: 'PUSH_VERIFY_REQUIRED', ...sent, display_number: displayNumber };
}

function describePending({ transactionId, expiresAt }: StillPending): MfaPendingDto {
  return {
    response_type_code: 'MFA_PENDING',
    transaction_id: transactionId,
    expires_at: expiresAt.toISOString(),
    retry_after: POLL_AFTER_MS,
  };
}
