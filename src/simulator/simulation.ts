import type { SimulatedPerson } from '../adapters/simulated-people.js';
import type { NewDocument } from '../modules/esign/esign.service.js';
import type { SimulatedClock } from './simulated-clock.js';

/** What the simulated world begins with, and goes back to at a reset, where it is not the usual. */
export interface Simulation {
  readonly clock?: SimulatedClock;
  readonly people?: readonly SimulatedPerson[];
  readonly documents?: readonly NewDocument[];
}
