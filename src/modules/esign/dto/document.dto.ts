import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { EsignDocument } from '../esign-document.entity.js';

export class DocumentQuery {
  @ApiPropertyOptional({ description: 'The newest one when absent', example: '1.0', maxLength: 32 })
  @IsOptional()
  @MaxLength(32)
  @IsString()
  version?: string;
}

export class DocumentDto {
  @ApiProperty({ example: 'terms-v1-2025' })
  document_id!: string;

  @ApiProperty({ example: 'Terms of Service - 2025' })
  title!: string;

  @ApiProperty()
  content!: string;

  @ApiProperty({ example: '1.0' })
  version!: string;

  @ApiProperty()
  mandatory!: boolean;

  static of({ documentId, title, content, version, mandatory }: EsignDocument): DocumentDto {
    return { document_id: documentId, title, content, version, mandatory };
  }
}
