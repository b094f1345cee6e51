import type { AppError } from './app-error.js';
import type { EventCategory } from './domain-event.js';
import { Refused } from './refused.js';

/** Somebody was turned away before it was known who they are, or for what they may not do. */
export class AccessRefused extends Refused {
  readonly type = 'security.access.refused';
  readonly category: EventCategory = 'SECURITY';

  constructor(error: AppError, details: Readonly<Record<string, unknown>>) {
    super({}, error, details);
  }
}
