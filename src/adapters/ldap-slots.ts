import { LdapFailure } from './ldap-failure.js';

/** Says nothing about the directory, neither good nor bad. */
const noneIsFree = () => new LdapFailure('waiting for a connection: none is free', undefined);

/** Lets so many through at once; the others wait in the order they came, until their deadlines. */
export class LdapSlots {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly size: number) {}

  /** @throws {LdapFailure} and whatever `work` throws */
  async run<T>(deadline: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.take(deadline);
    try {
      return await work();
    } finally {
      // Handed on without being given back, so that nobody who comes now gets in before those who wait.
      const next = this.waiting.shift();
      if (next) next();
      else this.taken -= 1;
    }
  }

  private take(deadline: AbortSignal): Promise<void> {
    if (this.taken < this.size) {
      this.taken += 1;
      return Promise.resolve();
    }
    // A signal that is over tells nobody who begins to listen.
    if (deadline.aborted) return Promise.reject(noneIsFree());
    return new Promise((resolve, reject) => {
      const enter = () => {
        deadline.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(noneIsFree());
      };
      this.waiting.push(enter);
      deadline.addEventListener('abort', leave, { once: true });
    });
  }
}
