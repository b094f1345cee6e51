import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/api-errors.js';
import { CurrentPermission, type Permission } from '../../common/current-permission.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditSearchService } from './audit-search.service.js';
import { AuditFilterQuery, AuditPageQuery } from './dto/audit-filter.dto.js';
import { FOR_READERS } from './for-readers.js';
import { AuditLogsDto } from './dto/audit-log.dto.js';

const NDJSON = {
  type: 'application/x-ndjson',
  disposition: 'attachment; filename="audit-logs.ndjson"',
};

@ApiTags('audit')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/audit-logs')
export class AuditController {
  constructor(
    private readonly searches: AuditSearchService,
    private readonly exports: AuditExportService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What happened, newest first, by pages' })
  @ApiOkResponse({ type: AuditLogsDto })
  @ApiErrors(FOR_READERS)
  async search(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AuditPageQuery,
  ): Promise<AuditLogsDto> {
    const { limit, cursor } = query;
    return AuditLogsDto.of(
      await this.searches.page(principal, AuditPageQuery.toFilter(query), limit, cursor),
    );
  }

  @Get('export')
  @ApiOperation({ summary: 'All of what happened, newest first, a JSON object in each line' })
  @ApiOkResponse({
    description: 'A connection that is cut off instead of ended means that lines are missing',
    content: { 'application/x-ndjson': { schema: { type: 'string' } } },
  })
  @ApiErrors(FOR_READERS)
  async export(
    @CurrentPrincipal() principal: Principal,
    @CurrentPermission() permission: Permission,
    @Query() query: AuditFilterQuery,
  ): Promise<StreamableFile> {
    const lines = await this.exports.export(principal, permission, AuditFilterQuery.toFilter(query));
    return new StreamableFile(Readable.from(lines), NDJSON);
  }
}
