import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SimulatedWorld } from './simulated-world.js';

/** What keeps a state of its own, beside the database. */
export interface Forgetful {
  reset(): void;
}

export const FORGETFUL = Symbol('what a reset empties beside the database');

/** Puts the server back to how it was at its start, but for its keys. */
@Injectable()
export class SimulatorReset {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(FORGETFUL) private readonly forgetful: readonly Forgetful[],
    private readonly world: SimulatedWorld,
  ) {}

  async reset(): Promise<void> {
    const tables = this.tablesToEmpty();
    await this.unitOfWork.run(async () => {
      for (const table of tables) await this.unitOfWork.query(`DELETE FROM ${table}`);
    });
    for (const part of this.forgetful) part.reset();
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
