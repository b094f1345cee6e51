import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BODY, TAKES_ID } from '../../common/api-errors.js';
import { AnyClient, RateLimited } from '../../common/route-marks.js';
import { CodeReveal } from './code-reveal.js';
import { ApprovalDto, RevealedCodeDto } from './dto/answers.dto.js';
import { ApprovePushDto } from './dto/mfa.dto.js';
import { PushApprovalService } from './push-approval.service.js';

/** What comes from the phone's side, and what the simulator shows of it. */
@ApiTags('mfa')
@AnyClient()
@Controller('auth/mfa/transactions')
export class PushApprovalController {
  constructor(
    private readonly approvals: PushApprovalService,
    private readonly codes: CodeReveal,
  ) {}

  @RateLimited('none')
  @Post(':transaction_id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'The phone’s answer to a prompt; issues no tokens' })
  @ApiHeader({
    name: 'x-push-timestamp',
    required: false,
    description: 'Seconds since the epoch; with a real push gateway',
  })
  @ApiHeader({
    name: 'x-push-signature',
    required: false,
    description:
      'With a real push gateway: hexadecimal HMAC-SHA256 over `transaction_id.selected_number.decision.timestamp`, without a number an empty one',
  })
  @ApiOkResponse({ type: ApprovalDto })
  @ApiErrors(TAKES_BODY, {
    400: ['CIAM_E01_03_003'],
    401: ['CIAM_E04_00_010'],
    404: ['CIAM_E01_03_001'],
    410: ['CIAM_E01_03_002'],
  })
  async approve(
    @Param('transaction_id') transactionId: string,
    @Body() body: ApprovePushDto,
    @Headers('x-push-timestamp') timestamp: string | undefined,
    @Headers('x-push-signature') signature: string | undefined,
  ): Promise<ApprovalDto> {
    const { context_id: contextId, decision = 'approve', selected_number: selectedNumber = null } = body;
    const approval = { transactionId, selectedNumber, decision, timestamp, signature };
    const success = await this.approvals.answer({ contextId, transactionId }, approval);
    return { success, transaction_id: transactionId };
  }

  @Get(':transaction_id/otp')
  @ApiOperation({ summary: 'The code a simulated gateway "sent"; 404 with a real one' })
  @ApiOkResponse({ type: RevealedCodeDto })
  @ApiErrors(TAKES_ID, { 404: ['CIAM_E01_03_001'] })
  async reveal(@Param('transaction_id') transactionId: string): Promise<RevealedCodeDto> {
    return { otp: await this.codes.reveal(transactionId) };
  }
}
