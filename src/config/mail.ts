import { z } from 'zod';
import type { MailConfig, SmtpConfig } from './mail-config.js';

const TLS_WORDS = ['required', 'opportunistic', 'none'] as const;
type TlsWord = (typeof TLS_WORDS)[number];

const PORT = { 'smtp:': 587, 'smtps:': 465 } as const;
type Scheme = keyof typeof PORT;

const isTlsWord = (word: string): word is TlsWord => (TLS_WORDS as readonly string[]).includes(word);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** More than scheme, user, password, host and port; libraries take options from here that would log mails. */
function excessProblem({ protocol, pathname, hash, searchParams }: URL): string | undefined {
  if (!['', '/'].includes(pathname) || hash !== '') return 'has a path or a part after #';
  const names = [...searchParams.keys()];
  if (names.some((name) => name !== 'tls') || names.length > 1) return 'has another parameter than tls';
  const word = searchParams.get('tls');
  if (word === null) return undefined;
  if (protocol === 'smtps:') return 'has tls beside smtps, which is TLS from the start';
  return isTlsWord(word) ? undefined : `has a tls that is none of ${TLS_WORDS.join(', ')}`;
}

/** What is wrong with the URL of a mail server, without repeating any of it; undefined when it can be used. */
export function smtpUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no URL (a special character in the password must be percent-encoded)';
  const url = new URL(text);
  if (!(url.protocol in PORT)) return 'is of another scheme';
  if (url.hostname === '') return 'names no host';
  if (url.password !== '' && url.username === '') return 'has a password without a user';
  if (![url.username, url.password].every(isDecodable)) return 'has a % that escapes nothing';
  return excessProblem(url);
}

export const smtpUrl = () =>
  z
    .string()
    .trim()
    .superRefine((value, context) => {
      const problem = smtpUrlProblem(value);
      if (problem)
        context.addIssue(
          `${problem}: it must be like smtps://user:password@host or smtp://host:587?tls=required`,
        );
    });

/** The password in the URL of a mail server, if any. */
export function smtpPasswords(text: string): string[] {
  const { password } = new URL(text);
  return password === '' ? [] : [decodeURIComponent(password)];
}

/** In production a mail leaves encrypted or not at all, unless the URL says otherwise: it holds what opens an account. */
export function smtpConfig(text: string, production: boolean): SmtpConfig {
  const { protocol, hostname, port, username, password, searchParams } = new URL(text);
  const word = searchParams.get('tls') ?? '';
  const usual = production ? 'required' : 'opportunistic';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? PORT[protocol as Scheme] : Number(port),
    tls: protocol === 'smtps:' ? 'implicit' : isTlsWord(word) ? word : usual,
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
  };
}

const ADDRESS = String.raw`[^\s\p{Cc}<>@,;"]+@[^\s\p{Cc}<>@,;"]+`;
const SENDER = new RegExp(`^(?:(?<name>[^\\p{Cc}"<>]*?) *<(?<inner>${ADDRESS})>|(?<bare>${ADDRESS}))$`, 'u');

/** `Name <address>`, or the address alone. */
export const sender = () =>
  z
    .string()
    .trim()
    .transform((value, context): MailConfig['from'] => {
      const { name = '', inner, bare } = SENDER.exec(value)?.groups ?? {};
      const address = inner ?? bare;
      if (address !== undefined) return { name, address };
      context.addIssue('is no sender: it must be like Sallyport <no-reply@example.com>');
      return z.NEVER;
    });
