import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { actOf } from './act.js';
import { CHANGES_WITHOUT_BODY, CONFLICTS, OF_PERSON } from './admin-errors.js';
import { AcceptedDto, SessionsEndedDto, UserSessionDto, UserSessionsDto } from './dto/user-sessions.dto.js';
import { UserAccessService } from './user-access.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/users/:cupid')
export class UserAccessController {
  constructor(private readonly access: UserAccessService) {}

  @Get('sessions')
  @ApiOperation({ summary: 'Where a person is signed in' })
  @ApiOkResponse({ type: UserSessionsDto })
  @ApiErrors(...OF_PERSON)
  async list(@Param('cupid') cupid: string): Promise<UserSessionsDto> {
    return { sessions: (await this.access.list(cupid)).map((session) => UserSessionDto.of(session)) };
  }

  @Post('sessions/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Signs a person out everywhere' })
  @ApiOkResponse({ type: SessionsEndedDto })
  @ApiErrors(...CHANGES_WITHOUT_BODY)
  async end(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
  ): Promise<SessionsEndedDto> {
    return { success: true, revoked: await this.access.endAll(actOf(principal, cupid)) };
  }

  @Post('reset-password')
  @HttpCode(202)
  @ApiOperation({ summary: 'Has a mail sent by which the person chooses a new password' })
  @ApiAcceptedResponse({ type: AcceptedDto })
  @ApiErrors(...CHANGES_WITHOUT_BODY, CONFLICTS)
  async resetPassword(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
  ): Promise<AcceptedDto> {
    await this.access.resetPassword(actOf(principal, cupid));
    return { success: true };
  }
}
