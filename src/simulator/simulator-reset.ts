import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
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
    const tables = this.tablesToEmpty();
    await this.unitOfWork.run(async () => {
      for (const table of tables) await this.unitOfWork.query(`DELETE FROM ${table}`);
    });
    this.outbox.clear();
    this.directory.reset();
    this.clock.reset();
    await this.world.populate();
  }

  /**
   * The list of entities puts what is pointed at before what points: emptied from its end, no key is ever broken.
   * TypeORM's list of their metadata is in another order.
   */
  private tablesToEmpty(): string[] {
    const entities = this.dataSource.options.entities as readonly EntityTarget<ObjectLiteral>[];
    return entities.map((entity) => this.dataSource.getMetadata(entity).tableName).reverse();
  }
}
