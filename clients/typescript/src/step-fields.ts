import type { CodeChoice, MfaRequired, SentCode, SentPush, Step } from './answers.js';
import { SallyportError } from './errors.js';

/** What every step is answered with. */
export const idsOf = ({ context_id, transaction_id }: Step | SentCode | SentPush) => ({
  context_id,
  transaction_id,
});

export function firstNumber({ otp_methods: [first] }: MfaRequired): CodeChoice {
  if (first) return { method: 'sms', mfa_option_id: first.mfa_option_id };
  throw new SallyportError({ error_code: 'CIAM_E01_01_009', message: 'This person has no number for codes' });
}
