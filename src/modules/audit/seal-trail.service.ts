import { Injectable } from '@nestjs/common';
import type { AuditSeal } from './audit-seal.entity.js';
import { LateRowsService, type Look } from './late-rows.service.js';
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
    for (let made = await this.sealing.seal(); made; made = await this.sealing.seal()) yield told(made);
    for (let from: number | undefined = 0; from !== undefined;) {
      const { made, next }: Look = await this.late.look(from);
      if (made) yield told(made);
      from = next;
    }
  }
}

const told = (made: AuditSeal): MadeSeal => ({
  rows: made.rowCount,
  head: headOf(made),
  supplements: made.supplements,
});
