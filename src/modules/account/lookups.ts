/** What a name is sought and compared by: upper and lower case, and how a keyboard composed a letter, make no difference. */
function folded(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}

export function lookupOfEmail(email: string): string {
  return folded(email);
}

export function lookupOfUsername(username: string): string {
  return folded(username);
}

/** @param phone in E.164 */
export function lookupOfPhone(phone: string): string {
  return phone;
}

/** What was typed as a user name, and where to seek it: no user name holds an @. */
export interface LoginName {
  readonly column: 'email_lookup' | 'username_lookup';
  readonly value: string;
}

export function loginName(typed: string): LoginName {
  return typed.includes('@')
    ? { column: 'email_lookup', value: lookupOfEmail(typed) }
    : { column: 'username_lookup', value: lookupOfUsername(typed) };
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a cupid can be one of ours; PostgreSQL would take anything else for an error. */
export function isUserId(cupid: string): boolean {
  return UUID.test(cupid);
}
