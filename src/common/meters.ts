import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What this server measures of itself, for Prometheus. Each meter is made once, by whoever knows what it counts. */
@Injectable()
export class Meters {
  readonly registry = new Registry();

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** @param buckets upper bounds, in the unit that the name ends with */
  histogram<L extends string>(
    name: string,
    help: string,
    { labelNames = [], buckets }: { labelNames?: readonly L[]; buckets: readonly number[] },
  ): Histogram<L> {
    const registers = [this.registry];
    return new Histogram({ name, help, labelNames: [...labelNames], buckets: [...buckets], registers });
  }

  /** A figure that is asked for when Prometheus asks; one that cannot be had is left out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const collect = async function (this: Gauge): Promise<void> {
      try {
        this.set(await read());
      } catch {
        this.remove();
      }
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }

  /** Figures that are asked for when Prometheus asks, one for each value of a label; none when they cannot be had. */
  gauges(
    name: string,
    help: string,
    label: string,
    read: () => Iterable<readonly [string, number]> | Promise<Iterable<readonly [string, number]>>,
  ): void {
    const collect = async function (this: Gauge): Promise<void> {
      const figures = await Promise.resolve()
        .then(read)
        .catch(() => []);
      this.reset();
      for (const [value, figure] of figures) this.set({ [label]: value }, figure);
    };
    new Gauge({ name, help, labelNames: [label], registers: [this.registry], collect });
  }
}
