import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, HttpCode, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BEARER, TAKES_BODY } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { EraseOwnDataDto, OwnDataDto } from './dto/own-data.dto.js';
import { OwnDataService } from './own-data.service.js';

const FILE = {
  type: 'application/json; charset=utf-8',
  disposition: 'attachment; filename="personal-data.json"',
};

@ApiTags('account')
@ApiBearerAuth()
@Authenticated()
@Controller('auth/me')
export class OwnDataController {
  constructor(private readonly ownData: OwnDataService) {}

  @Get('export')
  @ApiOperation({ summary: 'Everything that the server holds of the person' })
  @ApiOkResponse({ type: OwnDataDto })
  @ApiErrors(TAKES_BEARER)
  async export(@CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.ownData.export(principal)), FILE);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Erases the person: there is no way back' })
  @ApiNoContentResponse()
  @ApiErrors(TAKES_BODY, TAKES_BEARER, { 401: ['CIAM_E01_01_001'] })
  erase(@CurrentPrincipal() principal: Principal, @Body() { password }: EraseOwnDataDto): Promise<void> {
    return this.ownData.erase(principal, password);
  }
}
