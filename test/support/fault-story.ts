import type { Api, ApiResponse } from './api.js';
import type { Counter } from './snapshot.js';

type Step = () => Promise<ApiResponse>;

/** One step of a login, and the way to it. */
export interface FaultStory {
  readonly name: string;
  /** Walks a fresh server up to the step. @returns the step itself */
  readonly prepare: (api: Api) => Promise<Step>;
  /** What the step counts by itself, before anything else of it happens. */
  readonly counts?: Counter;
  /** Once counted it is refused, although nothing else of it has happened. */
  readonly isFinal?: boolean;
}
