import { type DynamicModule, Module } from '@nestjs/common';
import { SimulatedDirectory } from '../adapters/simulated-directory.js';
import { SimulatedOutbox } from '../adapters/simulated-outbox.js';
import { Clock } from '../common/clock.js';
import { RateLimiter } from '../common/rate-limiter.js';
import type { AppConfig } from '../config/app-config.js';
import { EsignModule } from '../modules/esign/esign.module.js';
import { EsignService, type NewDocument } from '../modules/esign/esign.service.js';
import { SimulatedClock } from './simulated-clock.js';
import { SeedTally } from './seed-tally.js';
import { SIMULATED_DOCUMENTS, SimulatedWorld } from './simulated-world.js';
import { FORGETFUL, type Forgetful, SimulatorReset } from './simulator-reset.js';
import { SimulatorSeed } from './simulator-seed.js';
import { SimulatorController } from './simulator.controller.js';

interface SimulatorOptions {
  readonly documents?: readonly NewDocument[] | undefined;
  /** Whether the clock is the simulated one. */
  readonly movesTime: boolean;
}

/** The simulated world, where people are simulated, and its controls, where the engine is embedded. */
@Module({})
export class SimulatorModule {
  static forRoot({ adapters, database }: AppConfig, options: SimulatorOptions): DynamicModule {
    const { documents = SIMULATED_DOCUMENTS, movesTime } = options;
    const isSimulated = adapters.identityProvider === 'simulator';
    const hasControls = isSimulated && database.kind === 'embedded';
    const world = {
      provide: SimulatedWorld,
      useFactory: (esign: EsignService) => new SimulatedWorld(esign, documents),
      inject: [EsignService],
    };
    const clock = { provide: SimulatedClock, useExisting: Clock };
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
        ...(isSimulated && movesTime ? [clock, SeedTally, SimulatorSeed] : []),
        ...(hasControls ? [SimulatorReset, forgetful] : []),
      ],
    };
  }
}
