import { Module } from '@nestjs/common';
import { EsignController } from './esign.controller.js';
import { EsignPersonalRepository } from './esign-personal.repository.js';
import { EsignStoryRepository } from './esign-story.repository.js';
import { EsignRepository } from './esign.repository.js';
import { EsignService } from './esign.service.js';

@Module({
  controllers: [EsignController],
  providers: [EsignRepository, EsignPersonalRepository, EsignStoryRepository, EsignService],
  exports: [EsignService],
})
export class EsignModule {}
