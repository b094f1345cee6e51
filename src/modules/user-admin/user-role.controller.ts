import { Body, Controller, Delete, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { actOf } from './act.js';
import { CHANGES_PERSON, CHANGES_WITHOUT_BODY } from './admin-errors.js';
import { GrantRoleDto, RoleDto } from './dto/role.dto.js';
import { UserRoleService } from './user-role.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/users/:cupid/roles')
export class UserRoleController {
  constructor(private readonly roles: UserRoleService) {}

  @Post()
  @ApiOperation({ summary: 'Gives a person a role; it takes effect with their next access token' })
  @ApiCreatedResponse({ type: RoleDto })
  @ApiOkResponse({ type: RoleDto, description: 'The person had it, until the same end, already' })
  @ApiErrors(...CHANGES_PERSON)
  async grant(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() body: GrantRoleDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleDto> {
    const name = GrantRoleDto.toRole(body);
    const { grant, isNew } = await this.roles.grant({ ...actOf(principal, cupid), ...name });
    reply.status(isNew ? 201 : 200);
    return RoleDto.of(grant, true);
  }

  @Delete(':grant_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraws a role; that of administrators at once, with their sessions' })
  @ApiNoContentResponse()
  @ApiErrors(...CHANGES_WITHOUT_BODY)
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Param('grant_id') grantId: string,
  ): Promise<void> {
    return this.roles.withdraw({ ...actOf(principal, cupid), grantId });
  }
}
