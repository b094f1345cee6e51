import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { RowCodec } from './row-codec.js';
import type { Seals } from './seals.js';

/** The codec of each entity, made when it is first asked for. */
export class RowCodecs {
  private readonly codecs = new Map<unknown, RowCodec<ObjectLiteral>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly seals: Seals,
  ) {}

  of<E extends ObjectLiteral>(entity: EntityTarget<E>): RowCodec<E> {
    const known = this.codecs.get(entity);
    if (known) return known as unknown as RowCodec<E>;
    const made = new RowCodec(this.dataSource, entity, this.seals);
    this.codecs.set(entity, made);
    return made;
  }
}
