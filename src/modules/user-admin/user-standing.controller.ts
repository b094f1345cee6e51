import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { actOf } from './act.js';
import { CHANGES_PERSON } from './admin-errors.js';
import { ChangeStandingDto, ReasonedChangeDto } from './dto/change-user.dto.js';
import { UserDto } from './dto/user.dto.js';
import { UserAdminService } from './user-admin.service.js';

/** Who may sign in. What is so already is answered as if it had just been done. */
@ApiTags('admin')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/users/:cupid')
export class UserStandingController {
  constructor(private readonly users: UserAdminService) {}

  @Post('lock')
  @HttpCode(200)
  @ApiOperation({ summary: 'Keeps an active person out, and ends their sessions' })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...CHANGES_PERSON)
  async lock(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { version, reason }: ReasonedChangeDto,
  ): Promise<UserDto> {
    return UserDto.from(await this.users.lock({ ...actOf(principal, cupid), version, reason }));
  }

  @Post('unlock')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Lets a locked person in, and lifts the locks that wrong passwords and codes set',
  })
  @ApiBody({ type: ChangeStandingDto, required: false })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...CHANGES_PERSON)
  async unlock(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { version, reason }: ChangeStandingDto,
  ): Promise<UserDto> {
    return UserDto.from(await this.users.unlock({ ...actOf(principal, cupid), version, reason }));
  }

  @Post('disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Keeps a person out for good, and ends their sessions' })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...CHANGES_PERSON)
  async disable(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { version, reason }: ReasonedChangeDto,
  ): Promise<UserDto> {
    return UserDto.from(await this.users.disable({ ...actOf(principal, cupid), version, reason }));
  }

  @Post('activate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets in whoever is disabled, or has not verified the e-mail' })
  @ApiBody({ type: ChangeStandingDto, required: false })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...CHANGES_PERSON)
  async activate(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { version, reason }: ChangeStandingDto,
  ): Promise<UserDto> {
    return UserDto.from(await this.users.activate({ ...actOf(principal, cupid), version, reason }));
  }

  @Post('restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'Brings back a deleted person, as a disabled one' })
  @ApiBody({ type: ChangeStandingDto, required: false })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...CHANGES_PERSON)
  async restore(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { version, reason }: ChangeStandingDto,
  ): Promise<UserDto> {
    return UserDto.from(await this.users.restore({ ...actOf(principal, cupid), version, reason }));
  }
}
