/** What clients did, each a request of its own. */
export type Step =
  | 'login'
  | 'wrong password'
  | 'initiate'
  | 'verify'
  | 'wrong code'
  | 'accept'
  | 'bind'
  | 'refresh'
  | 'check'
  | 'hand off'
  | 'arrive'
  | 'logout';

/** One request, and what the client was told. Of secrets only the hashes, as the database has them. */
export interface Told {
  readonly step: Step;
  /** The audit rows of this request, and of no other, carry it. */
  readonly correlation: string;
  /** 0: no answer came, so that the step may have been taken or not. */
  readonly status: number;
  /** What the answer called itself: the next door, SUCCESS, or the code of an error. */
  readonly kind: string;
  /** The same was asked before without a clear answer, or is asked twice at once: a refusal is no surprise. */
  readonly again: boolean;
  readonly cupid: string;
  readonly context?: string;
  /** The transaction that was presented, and the one that the answer named. */
  readonly sent?: string;
  readonly next?: string;
  readonly presented?: string;
  readonly access?: string;
  readonly id?: string;
  readonly refresh?: string;
  readonly handOff?: string;
  readonly retryAfter?: string;
  /** When it was asked and how long it took, in milliseconds of this process. */
  readonly at: number;
  readonly ms: number;
}

export const isAcknowledged = ({ status }: Told): boolean => status >= 200 && status < 300;
/** Whoever gets such an answer does not know what became of the request. */
export const isUnclear = ({ status }: Told): boolean => status === 0 || status >= 500;

/** Everything that clients were told in one scenario. */
export class History {
  readonly all: Told[] = [];

  add(told: Told): void {
    this.all.push(told);
  }

  count(condition: (told: Told) => boolean): number {
    return this.all.reduce((sum, told) => sum + Number(condition(told)), 0);
  }

  get acknowledged(): number {
    return this.count(isAcknowledged);
  }

  get unavailable(): number {
    return this.count(({ status }) => status === 503);
  }

  get cut(): number {
    return this.count(({ status }) => status === 0);
  }

  /** The longest that anybody waited for an answer, in milliseconds. */
  get longest(): number {
    return this.all.reduce((longest, { ms }) => Math.max(longest, ms), 0);
  }
}
