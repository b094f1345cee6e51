import { Injectable } from '@nestjs/common';
import { LateRowsService } from './late-rows.service.js';
import { SealKeys } from './seal-keys.js';
import { headOf } from './seal-text.js';
import { SealingService } from './sealing.service.js';

export interface MadeSeal {
  readonly rows: number;
  readonly head: string;
  /** The number of the seal after which its rows came. */
  readonly supplements: number | null;
}

/** Seals all that is due, for whoever asks for it. */
@Injectable()
export class SealTrailService {
  constructor(
    private readonly sealing: SealingService,
    private readonly late: LateRowsService,
    private readonly keys: SealKeys,
  ) {}

  get canSeal(): boolean {
    return this.keys.canSign;
  }

  async *seal(): AsyncGenerator<MadeSeal> {
    for (const one of [this.sealing, this.late])
      for (let made = await one.seal(); made; made = await one.seal())
        yield { rows: made.rowCount, head: headOf(made), supplements: made.supplements };
  }
}
