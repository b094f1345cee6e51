import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { AppConfig } from '../config/app-config.js';
import { EsignModule } from '../modules/esign/esign.module.js';
import { SimulatedClock } from './simulated-clock.js';
import { SimulatedWorld } from './simulated-world.js';
import { SimulatorReset } from './simulator-reset.js';
import { SimulatorController } from './simulator.controller.js';

/** The simulated world, where people are simulated, and its controls, where the engine is embedded. */
@Module({})
export class SimulatorModule {
  static forRoot({ adapters, database }: AppConfig): DynamicModule {
    const isSimulated = adapters.identityProvider === 'simulator';
    const hasControls = isSimulated && database.kind === 'embedded';
    return {
      module: SimulatorModule,
      imports: [EsignModule],
      controllers: hasControls ? [SimulatorController] : [],
      providers: [
        ...(isSimulated ? [SimulatedWorld] : []),
        ...(hasControls ? [SimulatorReset, { provide: SimulatedClock, useExisting: Clock }] : []),
      ],
    };
  }
}
