import { type DynamicModule, Module } from '@nestjs/common';
import { AdaptersModule } from './adapters/adapters.module.js';
import { MailTransportModule } from './adapters/mail-transport.module.js';
import { Clock } from './common/clock.js';
import { CommonModule } from './common/common.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { ENTITIES } from './entities.js';
import { HttpModule } from './http/http.module.js';
import { MIGRATIONS } from './migrations/all-migrations.js';
import { AccountModule } from './modules/account/account.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { AuthFlowModule } from './modules/auth-flow/auth-flow.module.js';
import { CrossAppSessionModule } from './modules/cross-app-session/cross-app-session.module.js';
import { DeviceModule } from './modules/device/device.module.js';
import { EsignModule } from './modules/esign/esign.module.js';
import { JobsModule } from './modules/jobs/jobs.module.js';
import { MailModule } from './modules/mail/mail.module.js';
import { MfaModule } from './modules/mfa/mfa.module.js';
import { SelfServiceModule } from './modules/self-service/self-service.module.js';
import { SessionModule } from './modules/session/session.module.js';
import { TokenModule } from './modules/token/token.module.js';
import { UserAdminModule } from './modules/user-admin/user-admin.module.js';
import { RateLimitModule } from './rate-limit/rate-limit.module.js';
import { SimulatedClock } from './simulator/simulated-clock.js';
import type { Simulation } from './simulator/simulation.js';
import { SimulatorModule } from './simulator/simulator.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';

const OWN_PEOPLE = [AccountModule, SelfServiceModule, UserAdminModule];

/** The one list of modules. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, simulation: Simulation = {}): DynamicModule {
    const usualClock = config.database.kind === 'embedded' ? new SimulatedClock() : new Clock();
    const { clock = usualClock, people, documents } = simulation;
    return {
      module: AppModule,
      imports: [
        CommonModule.forRoot(clock),
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(config, ENTITIES, MIGRATIONS),
        AdaptersModule.forRoot(config.adapters, people),
        MailTransportModule.forRoot(config.mail),
        HttpModule,
        TelemetryModule,
        AuditModule,
        ...(config.adapters.identityProvider === 'database' ? OWN_PEOPLE : []),
        MailModule,
        JobsModule,
        TokenModule,
        SessionModule,
        // After the guard that finds out who is signed in.
        RateLimitModule.forRoot(config.rateLimits),
        MfaModule,
        EsignModule,
        DeviceModule,
        AuthFlowModule,
        CrossAppSessionModule,
        SimulatorModule.forRoot(config, { documents, movesTime: clock instanceof SimulatedClock }),
      ],
    };
  }
}
