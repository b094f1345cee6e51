import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TokenModule } from '../token/token.module.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { ClientCredentials } from './client-credentials.js';
import { GatewayController } from './gateway.controller.js';
import { GatewayService } from './gateway.service.js';
import { IntrospectionService } from './introspection.service.js';
import { LogoutService } from './logout.service.js';
import { OAuthController } from './oauth.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { RefreshLookup } from './refresh-lookup.js';
import { RefreshReplay } from './refresh-replay.js';
import { RefreshRotation } from './refresh-rotation.js';
import { RefreshService } from './refresh.service.js';
import { RevocationService } from './revocation.service.js';
import { SessionJobs } from './session.jobs.js';
import { SessionPersonalRepository } from './session-personal.repository.js';
import { SessionStoryRepository } from './session-story.repository.js';
import { SessionHolder } from './session-holder.js';
import { SessionController } from './session.controller.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { UnknownClients } from './unknown-clients.js';
import { TokenDeliveryService } from './token-delivery.service.js';

@Module({
  imports: [TokenModule],
  controllers: [SessionController, OwnSessionsController, GatewayController, OAuthController],
  providers: [
    SessionRepository,
    SessionPersonalRepository,
    SessionJobs,
    SessionStoryRepository,
    SessionService,
    SessionHolder,
    RefreshLookup,
    RefreshRotation,
    RefreshReplay,
    RefreshService,
    LogoutService,
    OwnSessionsService,
    ClientCredentials,
    IntrospectionService,
    RevocationService,
    UnknownClients,
    GatewayService,
    TokenDeliveryService,
    { provide: APP_GUARD, useClass: AccessTokenGuard },
  ],
  exports: [SessionService, TokenDeliveryService],
})
export class SessionModule {}
