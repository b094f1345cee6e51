import type { Api, ApiResponse, Ids } from './api.js';
import type { Expected, Kind, ModelContext, ModelTransaction } from './login-model-rules.js';
import type { LoginModel } from './login-model.js';
import type { Try } from './model-moves.js';

interface Both {
  /** The call, to the server. */
  readonly call: (api: Api, at: Ids, transaction: ModelTransaction) => Promise<ApiResponse>;
  /** The same, to the model. */
  readonly tell: (model: LoginModel, context: ModelContext, transaction: ModelTransaction) => Expected;
}

const TERMS = 'terms-v1-2025';
const PRIVACY = 'privacy-v1-2025';
const asked = ({ document = TERMS }: ModelTransaction) => document;
const another = (transaction: ModelTransaction) => (asked(transaction) === TERMS ? PRIVACY : TERMS);

const challenge = (method: 'sms' | 'voice' | 'push', option: number): Both => ({
  call: (api, at) => api.initiate(at, method === 'push' ? { method } : { method, mfa_option_id: option }),
  tell: (model, context, transaction) => model.initiate(context, transaction, method, option),
});

const code = (text: string): Both => ({
  call: (api, at) => api.verify(at, text),
  tell: (model, context, transaction) => model.verify(context, transaction, text === '1234'),
});

const phone = (answer: 'right' | 'wrong' | 'deny'): Both => ({
  call: (api, at, { shown }) => {
    const number = answer === 'right' ? Math.max(shown, 1) : (shown % 99) + 1;
    return api.approve(at, answer === 'deny' ? { decision: 'deny' } : { selected_number: number });
  },
  tell: (model, context, transaction) => model.approve(context, transaction, answer),
});

const sign = (verb: 'accept' | 'decline', documentOf: (transaction: ModelTransaction) => string): Both => ({
  call: (api, at, transaction) => api[verb](at, documentOf(transaction)),
  tell: (model, context, transaction) => model[verb](context, transaction, documentOf(transaction)),
});

const binding = (isWanted: boolean): Both => ({
  call: (api, at) => api.bind(at, isWanted),
  tell: (model, context, transaction) => model.bind(context, transaction, isWanted),
});

export const BOTH: Readonly<Record<Try, Both>> = {
  sms: challenge('sms', 1),
  voice: challenge('voice', 2),
  push: challenge('push', 0),
  'option 3': challenge('sms', 3),
  'right code': code('1234'),
  'wrong code': code('9999'),
  poll: {
    call: (api, at) => api.poll(at),
    tell: (model, context, transaction) => model.poll(context, transaction),
  },
  approve: phone('right'),
  mistake: phone('wrong'),
  deny: phone('deny'),
  accept: sign('accept', asked),
  'accept another': sign('accept', another),
  decline: sign('decline', asked),
  'decline another': sign('decline', another),
  bind: binding(true),
  'leave unbound': binding(false),
};

/** What an honest client does at each door; which of it, chance decides. */
export const HONEST: Readonly<Record<Kind, readonly Try[]>> = {
  MFA_INITIATE: ['sms', 'push', 'sms', 'push', 'voice', 'sms'],
  MFA_VERIFY: ['right code', 'right code', 'right code', 'wrong code', 'sms', 'push'],
  MFA_PUSH_VERIFY: ['poll', 'approve', 'poll', 'approve', 'deny', 'sms'],
  ESIGN_ACCEPT: ['accept', 'accept', 'accept', 'decline', 'accept', 'accept another'],
  DEVICE_BIND: ['bind', 'bind', 'bind', 'leave unbound', 'bind', 'bind'],
};
