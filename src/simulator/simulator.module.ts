import { type DynamicModule, Module } from '@nestjs/common';
import { SimulatedDirectory } from '../adapters/simulated-directory.js';
import { SimulatedOutbox } from '../adapters/simulated-outbox.js';
import { Clock } from '../common/clock.js';
import { RateLimiter } from '../common/rate-limiter.js';
import type { AppConfig } from '../config/app-config.js';
import { EsignModule } from '../modules/esign/esign.module.js';
import { EsignService } from '../modules/esign/esign.service.js';
import { SimulatedClock } from './simulated-clock.js';
import { SIMULATED_DOCUMENTS, SimulatedWorld } from './simulated-world.js';
import { FORGETFUL, type Forgetful, SimulatorReset } from './simulator-reset.js';
import { SimulatorController } from './simulator.controller.js';

/** The simulated world, where people are simulated, and its controls, where the engine is embedded. */
@Module({})
export class SimulatorModule {
  static forRoot({ adapters, database }: AppConfig, documents = SIMULATED_DOCUMENTS): DynamicModule {
    const isSimulated = adapters.identityProvider === 'simulator';
    const hasControls = isSimulated && database.kind === 'embedded';
    const world = {
      provide: SimulatedWorld,
      useFactory: (esign: EsignService) => new SimulatedWorld(esign, documents),
      inject: [EsignService],
    };
    const forgetful = {
      provide: FORGETFUL,
      useFactory: (...parts: Forgetful[]) => parts,
      inject: [SimulatedOutbox, SimulatedDirectory, SimulatedClock, RateLimiter],
    };
    return {
      module: SimulatorModule,
      imports: [EsignModule],
      controllers: hasControls ? [SimulatorController] : [],
      providers: [
        ...(isSimulated ? [world] : []),
        ...(hasControls ? [SimulatorReset, forgetful, { provide: SimulatedClock, useExisting: Clock }] : []),
      ],
    };
  }
}
