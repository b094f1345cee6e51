import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { AnomalyService } from './anomaly.service.js';
import { AnomaliesDto, AnomalyQuery } from './dto/anomaly.dto.js';
import { FOR_READERS } from './for-readers.js';

@ApiTags('audit')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/anomalies')
export class AnomalyController {
  constructor(private readonly anomalies: AnomalyService) {}

  @Get()
  @ApiOperation({
    summary: 'What in the audit trail looks wrong: bursts of failures, switched devices, stolen tokens',
  })
  @ApiOkResponse({ type: AnomaliesDto })
  @ApiErrors(FOR_READERS)
  async report(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AnomalyQuery,
  ): Promise<AnomaliesDto> {
    return AnomaliesDto.of(await this.anomalies.report(principal, AnomalyQuery.toQuestion(query)));
  }
}
