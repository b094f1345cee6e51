/** One address and nothing else: no list, no name, no comment, no quotes. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u;
/** RFC 5321 §4.5.3.1.3, without the angle brackets. */
const LONGEST_ADDRESS = 254;

/** Whether a mail can be addressed to it; whether it arrives there is for the mail to show. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text) && text.length <= LONGEST_ADDRESS;
}
