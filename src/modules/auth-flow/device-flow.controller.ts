import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiErrors, KNOWN_CLIENTS_ONLY, TAKES_BODY } from '../../common/api-errors.js';
import { AnswerWriter } from './answer-writer.js';
import { ApiAnswers, KEPT_OUT } from './api-answers.js';
import { DeviceFlowService } from './device-flow.service.js';
import { SuccessDto } from './dto/answers.dto.js';
import { BindDeviceDto } from './dto/device.dto.js';

@ApiTags('device')
@Controller('auth/device')
export class DeviceFlowController {
  constructor(
    private readonly devices: DeviceFlowService,
    private readonly answers: AnswerWriter,
  ) {}

  @Post('bind')
  @HttpCode(200)
  @ApiOperation({ summary: 'Trusts this device from now on, or not; either way the login is complete' })
  @ApiAnswers(200, 'Signed in', { SUCCESS: SuccessDto })
  @ApiErrors(TAKES_BODY, KNOWN_CLIENTS_ONLY, KEPT_OUT, {
    400: ['CIAM_E01_03_003'],
    404: ['CIAM_E01_03_001'],
    410: ['CIAM_E01_03_002'],
  })
  async bind(
    @Body() body: BindDeviceDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const ids = { contextId: body.context_id, transactionId: body.transaction_id };
    return this.answers.write(request, reply, await this.devices.decide(ids, body.bind_device), 200);
  }
}
