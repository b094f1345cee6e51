import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, type ApiResponse, ids } from '../test/support/api.js';
import { asApp, bearer } from './headers.js';
import type { Habit } from './people.js';
import type { Step } from './told.js';
import type { About, Voice } from './voice.js';

const TERMS = 'terms-v1-2025';
/** Far sooner than Retry-After asks, so that we see when a server is back. */
const AGAIN_MS = 100;

type Call = (api: Api) => Promise<ApiResponse>;

interface Door {
  readonly step: Step;
  readonly pass: (api: Api, at: ReturnType<typeof ids>) => Promise<ApiResponse>;
  readonly isSingleUse: boolean;
}

const DOORS: Readonly<Record<string, Door>> = {
  MFA_REQUIRED: { step: 'initiate', pass: (api, at) => api.initiate(at), isSingleUse: false },
  OTP_VERIFY_REQUIRED: { step: 'verify', pass: (api, at) => api.verify(at), isSingleUse: true },
  ESIGN_REQUIRED: { step: 'accept', pass: (api, at) => api.accept(at, TERMS), isSingleUse: true },
  DEVICE_BIND_REQUIRED: { step: 'bind', pass: (api, at) => api.bind(at), isSingleUse: true },
};

const isGood = ({ status }: ApiResponse): boolean => status >= 200 && status < 300;
const isOpen = ({ status }: ApiResponse): boolean => status === 0 || status >= 500;

export interface Life {
  readonly random: () => number;
  readonly isOver: () => boolean;
  /** At most so long between two steps. */
  readonly pauseMs: number;
  /** Whether anything can run out at any time, so that a refusal is no surprise. */
  readonly forgives: boolean;
}

/** A person at a browser, who goes through logins one after the other and tries again what has failed. */
export class Client {
  private logins = 0;

  constructor(
    private readonly name: string,
    private readonly voice: Voice,
    private readonly life: Life,
  ) {}

  async live(): Promise<void> {
    while (!this.life.isOver()) await this.login();
  }

  private chance(share: number): boolean {
    return this.life.random() < share;
  }

  private habit(): Habit {
    if (this.chance(0.35)) return 'simple';
    return this.chance(0.5) ? 'code' : 'full';
  }

  private async login(): Promise<void> {
    const habit = this.habit();
    this.logins += 1;
    const cupid = `${habit}-${this.name}-${this.logins}`;
    if (this.chance(0.1)) await this.insist('wrong password', { cupid }, (api) => wrongPassword(api, cupid));
    const extra = habit === 'full' ? { drs_action_token: `the device of ${cupid}` } : {};
    const enter = () => this.insist('login', { cupid }, (api) => api.login(cupid, extra));
    const first = await enter();
    const last = first && (await this.walk(cupid, first));
    if (last?.body.access_token) await this.use(cupid, last);
    // Known again on the same device, and with nothing left to sign.
    if (last && this.chance(0.1)) await enter();
  }

  /** From door to door. @returns the last answer, or undefined when the way was lost */
  private async walk(cupid: string, first: ApiResponse): Promise<ApiResponse | undefined> {
    let answer = first;
    let at = ids(first);
    for (;;) {
      const door = DOORS[answer.body.response_type_code];
      if (!door) return answer;
      const about = { cupid, context: at.context_id, sent: at.transaction_id };
      if (door.step === 'verify' && this.chance(0.1)) {
        // Once only: each attempt counts, whatever it is answered, and five are the end.
        await this.voice.ask('wrong code', about, (api) => api.verify(at, '9999'));
      }
      const isDouble = door.isSingleUse && this.chance(0.15);
      const next = await (isDouble ? this.twice(door, about, at) : this.knock(door, about, at));
      if (!next) return undefined;
      answer = next;
      at = { ...at, ...ids({ ...next, body: { ...at, ...next.body } }) };
    }
  }

  private knock(door: Door, about: About, at: ReturnType<typeof ids>) {
    return this.insist(door.step, about, (api) => door.pass(api, at));
  }

  /** A double click: both at once, and one of them at most may pass. */
  private async twice(door: Door, about: About, at: ReturnType<typeof ids>) {
    const ask = () => this.voice.ask(door.step, { ...about, again: true }, (api) => door.pass(api, at));
    const answers = await Promise.all([ask(), ask()]);
    return answers.find(isGood);
  }

  /** What people do with a session. */
  private async use(cupid: string, { body }: ApiResponse): Promise<void> {
    let { access_token: access, refresh_token: refresh } = body;
    const context = String(body.context_id);
    const about = { cupid, context };
    for (let times = Math.floor(this.life.random() * 3); times > 0; times--) {
      const presented = refresh;
      const answer = await this.insist('refresh', { ...about, presents: presented }, (api) =>
        api.post('/auth/refresh', { refresh_token: presented }),
      );
      if (!answer) return;
      ({ access_token: access, refresh_token: refresh } = answer.body);
    }
    if (this.chance(0.5)) await this.insist('check', about, (api) => api.verifyToken(access));
    if (this.chance(0.3)) await this.leave(about, access);
    if (this.chance(0.5))
      await this.insist('logout', about, (api) => api.post('/auth/logout', { refresh_token: refresh }));
  }

  private async leave(about: About, access: string): Promise<void> {
    const made = await this.insist('hand off', about, (api) =>
      api.post('/cross-app/generate-session', {}, bearer(access)),
    );
    const token = made?.body.session_token as string | undefined;
    if (token === undefined) return;
    const arrive: Call = (api) => api.post('/cross-app/validate-session', { session_token: token }, asApp());
    await this.insist('arrive', { ...about, presents: token }, arrive);
  }

  /** Asks again as long as the answer leaves open what became of it. @returns undefined for a refusal, or at the end of all */
  private async insist(step: Step, about: About, call: Call): Promise<ApiResponse | undefined> {
    for (let again = this.life.forgives; ; again = true) {
      await sleep(this.life.random() * this.life.pauseMs);
      const answer = await this.voice.ask(step, { ...about, again }, call);
      if (isGood(answer)) return answer;
      if (!isOpen(answer) || this.life.isOver()) return undefined;
      await sleep(AGAIN_MS);
    }
  }
}

function wrongPassword(api: Api, username: string): Promise<ApiResponse> {
  return api.login(username, { password: 'wrong' });
}
