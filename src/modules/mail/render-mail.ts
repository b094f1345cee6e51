import { isMailAddress } from '../../common/mail-address.js';
import type { MailConfig } from '../../config/mail-config.js';
import type { Letter } from './mail-composers.service.js';
import { asHtml, asText } from './mail-layout.js';
import { MailFailure, type RenderedMail } from './mail-transport.port.js';
import { templateFor, type TemplateValues } from './templates.js';

/** Line breaks, other control characters, and those that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const oneLine = (text: string) => text.replace(UNPRINTABLE, ' ').trim();

function webAddress(name: string, value: string): string {
  if (!URL.canParse(value)) throw new Error(`The value ${name} of a letter is no web address`);
  const { protocol, href } = new URL(value);
  if (!['http:', 'https:'].includes(protocol))
    throw new Error(`The value ${name} of a letter is no web address`);
  return href;
}

function valuesOf({ template, values }: Letter, product: string): TemplateValues {
  const optional = (name: string) => (Object.hasOwn(values, name) ? oneLine(values[name] ?? '') : undefined);
  const need = (name: string) => {
    const value = optional(name);
    if (value === undefined) throw new Error(`A letter ${template} lacks the value ${name}`);
    return value;
  };
  return { product, optional, need, link: (name) => webAddress(name, need(name)) };
}

/** @throws {MailFailure} when the letter is addressed to what is no address */
export function renderMail(
  letter: Letter,
  id: string,
  date: Date,
  { from, productName }: MailConfig,
): RenderedMail {
  const { to } = letter;
  if (!isMailAddress(to)) throw new MailFailure('refused', 'the recipient is not an e-mail address');
  const { language, template } = templateFor(letter.template, letter.locale);
  const content = template(valuesOf(letter, productName));
  const { subject, action } = content;
  return {
    id,
    messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    template: letter.template,
    from,
    to,
    subject,
    text: asText(content, productName),
    html: asHtml(content, productName, language),
    ...(action && { link: action.link }),
    date,
  };
}
