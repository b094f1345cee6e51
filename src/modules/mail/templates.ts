/** What a mail says, as plain text throughout: no value can become markup, wherever it comes from. */
export interface MailContent {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly link: string };
  /** After the action. */
  readonly notes: readonly string[];
}

/** The values of a letter, each one line of text. */
export interface TemplateValues {
  /** @throws {Error} when the value is missing */
  need(name: string): string;
  /** A web address. @throws {Error} when it is anything else */
  link(name: string): string;
  optional(name: string): string | undefined;
  /** The product's name. */
  readonly product: string;
}

type Template = (values: TemplateValues) => MailContent;

const LONGEST_NAME = 40;
/** What mail programs turn into links, and numbers to call: people choose their own names, and other people's addresses. */
const NO_NAME = /[/:@\\]|\.\S|\d{4}/;

function greeting(values: TemplateValues): string {
  const name = values.optional('first_name') ?? '';
  return name === '' || name.length > LONGEST_NAME || NO_NAME.test(name) ? 'Hello,' : `Hello ${name},`;
}

/** The way to a new password, for letters that may be without it. */
function newPassword(values: TemplateValues): Pick<MailContent, 'action'> {
  if (values.optional('link') === undefined) return {};
  return { action: { label: 'Set a new password', link: values.link('link') } };
}

function hours(values: TemplateValues): string {
  const number = values.need('expires_in_hours');
  return number === '1' ? '1 hour' : `${number} hours`;
}

/** values: `link`, `expires_in_hours`, and where it is known `first_name` */
const verifyEmail: Template = (values) => ({
  subject: `Confirm your e-mail address for ${values.product}`,
  greeting: greeting(values),
  paragraphs: [`Please confirm that this is your e-mail address. Then you can sign in to ${values.product}.`],
  action: { label: 'Confirm e-mail address', link: values.link('link') },
  notes: [
    `The link works once, within ${hours(values)}.`,
    'If you have not asked for this, somebody has typed your address by mistake. You need do nothing: without the confirmation the address is not used.',
  ],
});

/** values: where they are known `link`, to set a new password, and `first_name` */
const alreadyRegistered: Template = (values) => ({
  subject: `You already have an account with ${values.product}`,
  greeting: greeting(values),
  paragraphs: [
    `Somebody, probably you, tried to register with this e-mail address. It has an account with ${values.product} already, so no new one was made, and nothing was changed.`,
    'Please sign in with the password that you have. If you have forgotten it, set a new one.',
  ],
  ...newPassword(values),
  notes: ['If it was not you, you need do nothing.'],
});

/** values: `link`, `expires_in_hours`, and where it is known `first_name` */
const resetPassword: Template = (values) => ({
  subject: `Set a new password for ${values.product}`,
  greeting: greeting(values),
  paragraphs: [
    `Somebody, probably you, has asked for a new password for your account with ${values.product}.`,
  ],
  action: { label: 'Set a new password', link: values.link('link') },
  notes: [
    `The link works once, within ${hours(values)}. It takes the place of any that you were sent before.`,
    'If it was not you, you need do nothing: your password stays as it is.',
  ],
});

/** values: `link`, `expires_in_hours`, and where it is known `first_name` */
const choosePassword: Template = (values) => ({
  subject: `Choose your password for ${values.product}`,
  greeting: greeting(values),
  paragraphs: [
    `Your e-mail address is confirmed. Somebody registered with it more than once, so that none of the passwords that were typed is taken. Please choose the one by which you will sign in to ${values.product}.`,
  ],
  action: { label: 'Choose a password', link: values.link('link') },
  notes: [
    `The link works once, within ${hours(values)}. After that, ask for a new password where you sign in.`,
  ],
});

/** values: `when`, ready to read, and where they are known `link`, to set a new password, and `first_name` */
const passwordChanged: Template = (values) => ({
  subject: `Your password for ${values.product} was changed`,
  greeting: greeting(values),
  paragraphs: [
    `The password of your account with ${values.product} was changed on ${values.need('when')}. Everywhere else you have been signed out.`,
    'If this was you, all is well.',
    'If this was not you, somebody else can enter your account. Set a new password at once, and tell our support.',
  ],
  ...newPassword(values),
  notes: [],
});

const LOCKED_PLACES: Readonly<Record<string, string>> = {
  elsewhere: 'on a device from which you have not signed in before',
  devices: 'on the devices from which you have signed in before',
};

/**
 * values: `where`, elsewhere or devices, for a lock that is not everywhere; `until`, ready to read, for one that ends by
 * itself; and where they are known `link`, to set a new password, and `first_name`
 */
const accountLocked: Template = (values) => {
  const place = LOCKED_PLACES[values.optional('where') ?? ''];
  const until = values.optional('until');
  const how = [
    ...(place === undefined ? [] : [place]),
    until === undefined ? 'until the lock is lifted' : `until ${until}`,
  ];
  return {
    subject: `Your account with ${values.product} is locked${until === undefined ? '' : ' for a while'}`,
    greeting: greeting(values),
    paragraphs: [
      `Somebody has typed a wrong password for your account with ${values.product} too often. To protect it, nobody can sign in ${how.join(' ')}.`,
      until === undefined
        ? 'If this was you, set a new password, which lifts the lock, or ask our support.'
        : 'If this was you, wait until then, or set a new password, which lifts the lock.',
      'If this was not you, your password has held. You need do nothing.',
    ],
    ...newPassword(values),
    notes: [],
  };
};

const ENGLISH = {
  'verify-email': verifyEmail,
  'already-registered': alreadyRegistered,
  'reset-password': resetPassword,
  'choose-password': choosePassword,
  'password-changed': passwordChanged,
  'account-locked': accountLocked,
} satisfies Record<string, Template>;

export type TemplateName = keyof typeof ENGLISH;

export const TEMPLATE_NAMES = Object.keys(ENGLISH) as readonly TemplateName[];

/** By language; each has every template. */
const LANGUAGES: Readonly<Record<string, Readonly<Record<TemplateName, Template>>>> = { en: ENGLISH };

/** The template in the language of a tag such as `en-GB`, or else in English. */
export function templateFor(name: TemplateName, locale = 'en'): { language: string; template: Template } {
  const wanted = locale.toLowerCase().split('-')[0] ?? 'en';
  const language = Object.hasOwn(LANGUAGES, wanted) ? wanted : 'en';
  return { language, template: (LANGUAGES[language] ?? ENGLISH)[name] };
}
