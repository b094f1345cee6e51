import type { ApiResponse } from './api.js';
import type { TestServer } from './create-app.js';
import type { Expected, ModelContext, ModelTransaction } from './login-model-rules.js';
import { LoginModel } from './login-model.js';
import type { Move, Try, Walk } from './model-moves.js';
import { ModelPerson, TRAITS } from './model-people.js';
import { BOTH, HONEST } from './model-tries.js';

/** One more than a transaction takes codes, or a login challenges. */
const INSISTS = 6;

let walked = 0;

function observe({ status, body }: ApiResponse) {
  const code = body.response_type_code ?? body.error_code ?? body.success;
  const detail =
    body.device_bound ?? body.esign_document_id ?? body.attempts_remaining ?? body.transaction_status;
  return {
    status,
    code: String(code).replace('CIAM_', ''),
    detail,
    hasTokens: ['access_token', 'id_token'].some((name) => body[name] !== undefined),
  };
}

/** Takes the server and the model through the same moves, and throws where they part. */
export class ModelWalker {
  readonly model = new LoginModel();
  /** Every kind of answer that the walk has come by. */
  readonly seen = new Set<string>();
  private readonly people: ModelPerson[] = [];
  private readonly story: string[] = [];

  constructor(private readonly server: TestServer) {}

  async walk({ people, moves }: Walk): Promise<void> {
    walked += 1;
    for (const username of people) await this.introduce(username);
    for (const move of moves) await this.move(move);
  }

  /** Somebody new under an old name, so that no walk finds what another one has left. */
  private async introduce(username: string): Promise<void> {
    const { directory } = this.server;
    const earlier = await directory.authenticate(username, 'password');
    if (!earlier) throw new Error(`Nobody is called ${username}`);
    directory.remove(earlier.cupid);
    directory.put({ ...earlier, cupid: `walk-${walked}-${username}` });
    this.people.push(new ModelPerson(username, TRAITS[username]));
  }

  private async move(move: Move): Promise<void> {
    switch (move.do) {
      case 'login':
        return this.login(this.people[move.person], move.device);
      case 'wait':
        this.wait(move.seconds);
        return;
      case 'go on':
        return this.inLogin(move.login, (context, [door]) =>
          this.attempt(HONEST[door.kind][move.likes], context, door),
        );
      case 'insist':
        return this.inLogin(move.login, (context) => this.insist(move.what, context));
      case 'try':
        return this.inLogin(move.at.login, (context, doors) =>
          this.attempt(move.what, context, doors[move.at.transaction % doors.length]),
        );
      case 'swap':
        return this.inLogin(move.at.login, (_, doors) =>
          this.inLogin(move.into, (context) =>
            this.attempt(move.what, context, doors[move.at.transaction % doors.length]),
          ),
        );
    }
  }

  /** With one of the newest logins, and its transactions from the newest to the oldest. */
  private async inLogin(
    back: number,
    work: (context: ModelContext, doors: ModelTransaction[]) => Promise<void>,
  ): Promise<void> {
    const begun = this.model.contexts.filter(({ transactions }) => transactions.length > 0).reverse();
    const context = begun[back % Math.max(begun.length, 1)];
    if (context) await work(context, [...context.transactions].reverse());
  }

  private wait(seconds: number): void {
    this.model.now += seconds;
    this.server.clock.advance(seconds);
    this.story.push(`wait ${seconds} s`);
  }

  private async insist(what: Try, context: ModelContext): Promise<void> {
    for (let time = 0; time < INSISTS; time++)
      await this.attempt(what, context, context.transactions.at(-1)!);
  }

  private async login(person: ModelPerson, device: number): Promise<void> {
    const token = device === 0 ? null : `${person.username} of walk ${walked}, device ${device}`;
    const extra = token === null ? {} : { drs_action_token: token };
    const answer = await this.server.api.login(person.username, extra);
    const before = this.model.contexts.length;
    const expected = this.model.login(person, token);
    const begun = this.model.contexts[before];
    if (begun) begun.id = String(answer.body.context_id);
    this.compare(`login ${person.username}, device ${device}`, expected, answer);
  }

  private async attempt(what: Try, context: ModelContext, transaction: ModelTransaction): Promise<void> {
    const at = { context_id: context.id, transaction_id: transaction.id };
    const answer = await BOTH[what].call(this.server.api, at, transaction);
    const expected = BOTH[what].tell(this.model, context, transaction);
    const { contexts } = this.model;
    const owner = contexts.find(({ transactions }) => transactions.includes(transaction))!;
    const door = `${transaction.kind} ${owner.transactions.indexOf(transaction) + 1}`;
    this.compare(
      `login ${contexts.indexOf(context)}: ${what}, ${door} of ${contexts.indexOf(owner)}`,
      expected,
      answer,
    );
  }

  private compare(what: string, { opens, ...expected }: Expected, answer: ApiResponse): void {
    const observed = observe(answer);
    this.story.push(`${what} → ${observed.status} ${observed.code} ${observed.detail ?? ''}`.trimEnd());
    const told = { detail: undefined, ...expected, hasTokens: expected.code === 'SUCCESS' };
    this.agree(told, observed);
    this.seen.add(`${observed.status} ${observed.code}`);
    if (opens) opens.id = String(answer.body.transaction_id);
    if (opens?.kind === 'MFA_PUSH_VERIFY') opens.shown = Number(answer.body.display_number);
  }

  /** @throws with all that happened, where the server is not as the model says */
  agree(expected: object, found: object): void {
    const [told, seen] = [expected, found].map((one) => JSON.stringify(Object.entries(one).sort()));
    if (told !== seen) throw new Error(`${this.story.join('\n')}\nexpected ${told}\nbut it is ${seen}`);
  }
}
