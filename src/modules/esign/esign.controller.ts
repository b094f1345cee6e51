import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_ID } from '../../common/api-errors.js';
import { AnyClient } from '../../common/route-marks.js';
import { DocumentDto, DocumentQuery } from './dto/document.dto.js';
import { EsignService } from './esign.service.js';

@ApiTags('esign')
@AnyClient()
@Controller('auth/esign/documents')
export class EsignController {
  constructor(private readonly esign: EsignService) {}

  @Get(':document_id')
  @ApiOperation({ summary: 'The text of a document to sign' })
  @ApiOkResponse({ type: DocumentDto })
  @ApiErrors(TAKES_ID, { 404: ['CIAM_E01_04_001'] })
  async document(
    @Param('document_id') documentId: string,
    @Query() query: DocumentQuery,
  ): Promise<DocumentDto> {
    return DocumentDto.of(await this.esign.find(documentId, query.version));
  }
}
