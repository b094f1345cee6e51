import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SimulatedDirectory } from '../adapters/simulated-directory.js';
import { SimulatedOutbox } from '../adapters/simulated-outbox.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SimulatedClock } from './simulated-clock.js';
import { SimulatedWorld } from './simulated-world.js';

/** Puts the server back to how it was at its start, but for its keys. */
@Injectable()
export class SimulatorReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly outbox: SimulatedOutbox,
    private readonly directory: SimulatedDirectory,
    private readonly clock: SimulatedClock,
    private readonly world: SimulatedWorld,
  ) {}

  async reset(): Promise<void> {
    // The list of entities puts what is pointed at before what points: emptied from its end, no key is ever broken.
    const tables = this.dataSource.entityMetadatas.map(({ tableName }) => tableName).reverse();
    await this.unitOfWork.run(async () => {
      for (const table of tables) await this.unitOfWork.query(`DELETE FROM ${table}`);
    });
    this.outbox.clear();
    this.directory.reset();
    this.clock.reset();
    await this.world.populate();
  }
}
