import { Module } from '@nestjs/common';
import { JwksController } from './jwks.controller.js';
import { SigningKeys } from './signing-keys.js';
import { TokenSigner } from './token-signer.js';
import { TokenJobs } from './token.jobs.js';
import { TokenPersonalRepository } from './token-personal.repository.js';
import { TokenStoryRepository } from './token-story.repository.js';
import { TokenRepository } from './token.repository.js';
import { TokenService } from './token.service.js';

@Module({
  controllers: [JwksController],
  providers: [
    SigningKeys,
    TokenSigner,
    TokenRepository,
    TokenPersonalRepository,
    TokenStoryRepository,
    TokenJobs,
    TokenService,
  ],
  exports: [TokenService],
})
export class TokenModule {}
