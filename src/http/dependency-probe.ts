import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';

export interface DependencyState {
  readonly name: string;
  readonly status: 'OK' | 'UNAVAILABLE';
  /** Milliseconds. */
  readonly latency_ms: number;
}

/** Asks what the server depends on whether it is there. */
@Injectable()
export class DependencyProbe {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async database(): Promise<DependencyState> {
    const start = performance.now();
    const latency = () => Math.round((performance.now() - start) * 10) / 10;
    try {
      await this.unitOfWork.read(() => this.unitOfWork.query('SELECT 1'));
      return { name: 'database', status: 'OK', latency_ms: latency() };
    } catch {
      return { name: 'database', status: 'UNAVAILABLE', latency_ms: latency() };
    }
  }
}
