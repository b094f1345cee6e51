import type { DomainEvent } from '../common/domain-event.js';

/** What an event adds one to, and the values of that counter's labels, in their order. */
export interface Count {
  readonly counter: CounterName;
  readonly labels: readonly string[];
}

/** Every value that a label may have stands here or in the types of events: what clients send is never one. */
export const COUNTERS = {
  logins: {
    name: 'sallyport_logins_total',
    help: 'Logins that came to an end: a wrong password is failed, a right one without entry refused',
    labels: { outcome: ['succeeded', 'failed', 'refused', 'declined', 'abandoned'] },
  },
  challenges: {
    name: 'sallyport_mfa_challenges_total',
    help: 'What became of challenges of the second factor; failed is each wrong code or number',
    labels: {
      method: ['sms', 'voice', 'push', 'other'],
      outcome: ['sent', 'passed', 'failed', 'denied'],
    },
  },
  locks: {
    name: 'sallyport_locks_total',
    help: 'Passwords and second factors that were locked after too many failures',
    labels: { factor: ['password', 'mfa'] },
  },
  refreshes: {
    name: 'sallyport_refreshes_total',
    help: 'Refresh tokens presented: exchanged, answered once more, or used by somebody else',
    labels: { outcome: ['rotated', 'replayed', 'reused'] },
  },
  reuses: {
    name: 'sallyport_token_reuse_detected_total',
    help: 'Sessions ended because a refresh token was used by somebody else',
    labels: {},
  },
} as const;

export type CounterName = keyof typeof COUNTERS;

const METHODS: readonly string[] = COUNTERS.challenges.labels.method;

type Rule = (event: DomainEvent) => readonly Count[];

function challenge(outcome: string): Rule {
  return ({ details }) => {
    const method = typeof details.method === 'string' ? details.method.toLowerCase() : '';
    return [{ counter: 'challenges', labels: [METHODS.includes(method) ? method : 'other', outcome] }];
  };
}

/** The same for every event of a type. */
function always(...counts: readonly Count[]): Rule {
  return () => counts;
}

/** By the type of an event; what is not here is of the audit trail alone. */
const BY_TYPE: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['auth.login.completed', always({ counter: 'logins', labels: ['succeeded'] })],
  ['auth.login.failed', always({ counter: 'logins', labels: ['failed'] })],
  ['auth.login.refused', always({ counter: 'logins', labels: ['refused'] })],
  ['auth.login.ended', always({ counter: 'logins', labels: ['declined'] })],
  ['auth.login.abandoned', always({ counter: 'logins', labels: ['abandoned'] })],
  ['mfa.challenge.sent', challenge('sent')],
  ['mfa.challenge.passed', challenge('passed')],
  ['mfa.challenge.failed', challenge('failed')],
  // A wrong number is a failure too, and counted as one.
  [
    'mfa.push.rejected',
    ({ details }) => (details.by === 'person' ? [{ counter: 'challenges', labels: ['push', 'denied'] }] : []),
  ],
  ['mfa.locked', always({ counter: 'locks', labels: ['mfa'] })],
  ['account.password.locked', always({ counter: 'locks', labels: ['password'] })],
  ['token.rotated', always({ counter: 'refreshes', labels: ['rotated'] })],
  ['token.rotation.replayed', always({ counter: 'refreshes', labels: ['replayed'] })],
  [
    'token.reuse.detected',
    always({ counter: 'refreshes', labels: ['reused'] }, { counter: 'reuses', labels: [] }),
  ],
]);

/** What is to be counted of an event. */
export function countsOf(event: DomainEvent): readonly Count[] {
  return BY_TYPE.get(event.type)?.(event) ?? [];
}
