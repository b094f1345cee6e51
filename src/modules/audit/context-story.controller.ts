import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BEARER, TAKES_ID } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { ContextStoryService } from './context-story.service.js';
import { ContextStoryDto } from './dto/context-story.dto.js';

@ApiTags('audit')
@ApiBearerAuth()
@Authenticated('admin')
@Controller('admin/contexts')
export class ContextStoryController {
  constructor(private readonly stories: ContextStoryService) {}

  @Get(':context_id')
  @ApiOperation({ summary: 'The story of one login, from its first door to its last token' })
  @ApiOkResponse({ type: ContextStoryDto })
  @ApiErrors(TAKES_BEARER, TAKES_ID, { 403: ['CIAM_E01_02_003'], 404: ['CIAM_E01_05_004'] })
  async tell(
    @CurrentPrincipal() principal: Principal,
    @Param('context_id') contextId: string,
  ): Promise<ContextStoryDto> {
    return ContextStoryDto.of(await this.stories.tell(principal, contextId));
  }
}
