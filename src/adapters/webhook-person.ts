import { z } from 'zod';
import type { Account, OtpMethod, Person, PushRegistration, Standing } from '../modules/identity/person.js';
import { requiredText, textUpTo } from './storable.js';

const STANDINGS = [
  'ACTIVE',
  'LOCKED',
  'DISABLED',
  'ENTERPRISE_BLOCKED',
  'DECEASED',
  'RESTRICTED',
] as const satisfies readonly Standing[];

const REGISTRATIONS = [
  'NOT_REGISTERED',
  'ENABLED',
  'DISABLED',
] as const satisfies readonly PushRegistration[];

const id = () => requiredText(64);
const words = () => z.array(requiredText(128)).max(100);

const Phone = z
  .object({ option_id: z.int().min(1).max(6), destination: requiredText(64) })
  .transform(({ option_id: optionId, destination }): OtpMethod => ({ optionId, destination }));

const Organisation: z.ZodType<Account> = z.object({
  id: id(),
  name: textUpTo(256),
  slug: textUpTo(128),
  permissions: words(),
});

/** Nothing has a default: a field that a directory forgot must not decide in the person's favour. */
const Fields = z.object({
  cupid: id(),
  guid: id().nullable(),
  username: requiredText(256),
  email: requiredText(320),
  email_verified: z.boolean(),
  given_name: textUpTo(256),
  family_name: textUpTo(256),
  roles: words(),
  standing: z.enum(STANDINGS),
  mfa_required: z.boolean(),
  mfa_locked: z.boolean(),
  otp_methods: z.array(Phone).refine(areDistinct, { error: 'holds an option_id twice' }),
  push: z.enum(REGISTRATIONS),
  audiences: words(),
  accounts: z.array(Organisation).max(100),
  password_changed_at: z.iso.datetime({ offset: true }).nullable(),
});

function areDistinct(methods: readonly OtpMethod[]): boolean {
  return new Set(methods.map(({ optionId }) => optionId)).size === methods.length;
}

function toPerson(fields: z.output<typeof Fields>): Person {
  const { cupid, guid, username, email, roles, standing, push, audiences, accounts } = fields;
  return {
    cupid,
    guid,
    username,
    email,
    emailVerified: fields.email_verified,
    givenName: fields.given_name,
    familyName: fields.family_name,
    roles,
    standing,
    mfaRequired: fields.mfa_required,
    mfaLocked: fields.mfa_locked,
    otpMethods: fields.otp_methods,
    push,
    audiences,
    accounts,
    passwordChangedAt: fields.password_changed_at === null ? null : new Date(fields.password_changed_at),
  };
}

/** What a directory answers to a question about one person; null: there is nobody. */
export const PersonAnswer = z.object({ person: Fields.transform(toPerson).nullable() });

/** The same to a question by id: anybody else does not fit. */
export function answerAbout(cupid: string): z.ZodType<{ person: Person | null }> {
  return PersonAnswer.refine(({ person }) => person === null || person.cupid === cupid, {
    error: 'is about somebody else',
    path: ['person', 'cupid'],
  });
}
