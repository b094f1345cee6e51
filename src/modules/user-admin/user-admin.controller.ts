import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { UserListService } from '../account/user-list.service.js';
import { CHANGES_PERSON, FOR_ADMINISTRATORS, OF_PERSON } from './admin-errors.js';
import { actOf } from './act.js';
import { ChangeUserDto, ReasonedChangeDto } from './dto/change-user.dto.js';
import { FindUsersQuery } from './dto/find-users.dto.js';
import { UsersDto } from './dto/listed-user.dto.js';
import { UserDto } from './dto/user.dto.js';
import { UserAdminService } from './user-admin.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/users')
export class UserAdminController {
  constructor(
    private readonly people: UserListService,
    private readonly users: UserAdminService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People, newest first, by pages' })
  @ApiOkResponse({ type: UsersDto })
  @ApiErrors(FOR_ADMINISTRATORS, { 400: ['CIAM_E01_05_001'] })
  async list(
    @Query() { limit, cursor, account_id: accountId, ...wanted }: FindUsersQuery,
  ): Promise<UsersDto> {
    return UsersDto.of(await this.people.page({ ...wanted, accountId }, limit, cursor));
  }

  @Get(':cupid')
  @ApiOperation({ summary: 'Everything about a person, deleted ones too' })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...OF_PERSON)
  async find(@Param('cupid') cupid: string): Promise<UserDto> {
    return UserDto.from(await this.users.find(cupid));
  }

  @Patch(':cupid')
  @ApiOperation({ summary: 'Changes what is known of a person' })
  @ApiOkResponse({ type: UserDto })
  @ApiErrors(...CHANGES_PERSON)
  async change(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() body: ChangeUserDto,
  ): Promise<UserDto> {
    const { version } = body;
    const amendment = ChangeUserDto.toAmendment(body);
    return UserDto.from(await this.users.amend({ ...actOf(principal, cupid), version, amendment }));
  }

  @Delete(':cupid')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes a person, so that they can be restored; e-mail and user name are free' })
  @ApiNoContentResponse()
  @ApiErrors(...CHANGES_PERSON)
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { version, reason }: ReasonedChangeDto,
  ): Promise<void> {
    return this.users.remove({ ...actOf(principal, cupid), version, reason });
  }
}
