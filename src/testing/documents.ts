import type { SimulatedClock } from '../simulator/simulated-clock.js';
import type { SimulatedWorld } from '../simulator/simulated-world.js';
import type { TestDocument } from './a-document.js';
import type { DocumentShelf } from './test-server.js';

/** @throws when two of them have one id: neither version would be the newer one */
export function assertOneVersionEach(documents: readonly TestDocument[]): void {
  const ids = documents.map(({ documentId }) => documentId);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined)
    throw new Error(`Two documents are called ${twice}; publish the later version on the running server`);
}

export function documentsOf(world: SimulatedWorld, clock: SimulatedClock): DocumentShelf {
  return {
    async publish(document) {
      // Of two versions the newer one counts, and none is newer while the clock stands still.
      clock.advanceBy(0.001);
      const isNew = await world.publish(document);
      if (!isNew) throw new Error(`${document.documentId} ${document.version} has been published before`);
    },
  };
}
