import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BEARER, TAKES_BODY } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { actOf } from './act.js';
import { EraseUserDto } from './dto/erasure.dto.js';
import { UserErasureService } from './user-erasure.service.js';

@ApiTags('admin')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/users')
export class ErasureController {
  constructor(private readonly erasures: UserErasureService) {}

  @Post(':cupid/erase')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Erases a person, deleted before or not: there is no way back',
    description:
      'Once more for somebody who is erased already it takes away what a login on its way then has left.',
  })
  @ApiNoContentResponse()
  @ApiErrors(TAKES_BODY, TAKES_BEARER, { 404: ['CIAM_E01_05_004'] })
  erase(
    @CurrentPrincipal() principal: Principal,
    @Param('cupid') cupid: string,
    @Body() { reason }: EraseUserDto,
  ): Promise<void> {
    return this.erasures.erase(actOf(principal, cupid), reason);
  }
}
