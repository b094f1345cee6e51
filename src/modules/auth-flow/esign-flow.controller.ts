import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BODY } from '../../common/api-errors.js';
import { AnswerWriter } from './answer-writer.js';
import { ApiAnswers, KEPT_OUT } from './api-answers.js';
import {
  DeviceBindRequiredDto,
  EsignDeclinedDto,
  EsignRequiredDto,
  EsignSuccessDto,
  SuccessDto,
} from './dto/answers.dto.js';
import { AcceptDocumentDto, DeclineDocumentDto } from './dto/esign.dto.js';
import { EsignFlowService } from './esign-flow.service.js';

const STEP_ERRORS = {
  400: ['CIAM_E01_04_002', 'CIAM_E01_03_003'],
  404: ['CIAM_E01_03_001'],
  410: ['CIAM_E01_03_002'],
};

@ApiTags('esign')
@Controller('auth/esign')
export class EsignFlowController {
  constructor(
    private readonly esign: EsignFlowService,
    private readonly answers: AnswerWriter,
  ) {}

  @Post('accept')
  @ApiOperation({ summary: 'Signs the document that was offered, in the version that was offered' })
  @ApiAnswers(201, 'Signed in', { SUCCESS: EsignSuccessDto })
  @ApiAnswers(200, 'The next door', {
    ESIGN_REQUIRED: EsignRequiredDto,
    DEVICE_BIND_REQUIRED: DeviceBindRequiredDto,
  })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY, KEPT_OUT, STEP_ERRORS)
  async accept(
    @Body() body: AcceptDocumentDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const ids = { contextId: body.context_id, transactionId: body.transaction_id };
    const timestamp = body.acceptance_timestamp === undefined ? null : new Date(body.acceptance_timestamp);
    const { answer, acceptedAt } = await this.esign.accept(ids, body.document_id, timestamp);
    const written = this.answers.write(request, reply, answer);
    if (!answer.issued) return written;
    return { ...written, esign_accepted: true, esign_accepted_at: acceptedAt.toISOString() };
  }

  @Post('decline')
  @ApiOperation({ summary: 'Declines a document; a mandatory one ends the login' })
  @ApiAnswers(201, 'Signed in without it', { SUCCESS: SuccessDto })
  @ApiAnswers(200, 'The end of the login, or the next door', {
    ESIGN_DECLINED: EsignDeclinedDto,
    ESIGN_REQUIRED: EsignRequiredDto,
    DEVICE_BIND_REQUIRED: DeviceBindRequiredDto,
  })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY, KEPT_OUT, STEP_ERRORS)
  async decline(
    @Body() body: DeclineDocumentDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const ids = { contextId: body.context_id, transactionId: body.transaction_id };
    return this.answers.write(request, reply, await this.esign.decline(ids, body.document_id, body.reason));
  }
}
