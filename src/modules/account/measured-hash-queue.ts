import type { Meters } from '../../common/meters.js';
import type { PasswordConfig } from '../../config/account-config.js';
import { HashQueue } from './hash-queue.js';

/** The queue as the server has it: its length and its refusals are seen from outside. */
export function measuredHashQueue({ concurrency, queueLength }: PasswordConfig, meters: Meters): HashQueue {
  const help = 'Hashes that were refused because too many waited';
  const refused = meters.counter('sallyport_hash_queue_refused_total', help);
  const queue = new HashQueue(concurrency, queueLength, () => refused.inc());
  meters.gauge('sallyport_hash_queue_length', 'Hashes that wait to be computed', () => queue.waitingCount);
  meters.gauge('sallyport_hash_queue_limit', 'Hashes that may wait', () => queueLength);
  return queue;
}
