import type { MailConfig } from '../../config/mail-config.js';
import type { Letter } from './mail-composers.service.js';
import { MailFailure } from './mail-transport.port.js';
import { renderMail } from './render-mail.js';
import { TEMPLATE_NAMES, type TemplateName } from './templates.js';

const ID = '019cab00-0000-7000-8000-000000000001';
const NOW = new Date('2026-03-01T10:00:00.000Z');
const LINK = 'https://id.example.com/reset?token=a-token&from=mail';
const CONFIG: MailConfig = {
  transport: 'none',
  folder: 'var/mail',
  from: { name: 'Bank', address: 'no-reply@bank.test' },
  productName: 'Bank & Sons',
  pollMs: 0,
};
const VALUES = {
  first_name: 'Ada',
  link: LINK,
  expires_in_hours: '24',
  when: '1 March 2026, 10:00 UTC',
  until: '1 March 2026, 10:15 UTC',
};

const render = (template: TemplateName, letter: Partial<Letter> = {}) =>
  renderMail({ to: 'ada@example.com', template, values: VALUES, ...letter }, ID, NOW, CONFIG);
const named = (first_name: string) =>
  render('verify-email', { values: { ...VALUES, first_name } }).text.split('\n')[0];
const wordsOf = (html: string) =>
  html
    .replace(/<head>[^]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');

describe.each(TEMPLATE_NAMES)('the letter %s', (template) => {
  const mail = render(template);

  it('says the same in text and in HTML', () => {
    const words = wordsOf(mail.html);
    const paragraphs = mail.text.replace('-- \n', '').trim().split(/\n+/);
    for (const paragraph of paragraphs) expect(words).toContain(paragraph.replace(/:$/, ''));
    expect(mail.text).toMatch(/^Hello Ada,\n\n[A-Z]/);
  });

  it('names the product in its subject', () => expect(mail.subject).toContain('Bank & Sons'));

  it('fetches nothing, and has nothing that runs', () => {
    expect(mail.html).not.toMatch(/\bsrc=|url\(|<img|<link|<script|<style|@import|\son\w+=/i);
    expect(mail.html.match(/https?:\/\/[^"<]+/g)?.every((url) => url === LINK.replace('&', '&amp;'))).toBe(
      true,
    );
  });

  it('tells its language, and has a title and a heading', () => {
    expect(mail.html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(mail.html).toContain('<title>');
    expect(mail.html.match(/<h1/g)).toHaveLength(1);
  });

  it('turns no value into markup or a line of its own', () => {
    const evil = `<script>alert("1")</script>&'\r\nBcc: eve@evil.test\u2028\u202e`;
    const values = { ...VALUES, first_name: 'Eve\r\nBcc', when: evil, until: evil, expires_in_hours: evil };
    const hostile = render(template, { values });
    expect(hostile.html).not.toContain('<script');
    expect(`${hostile.subject}${hostile.text}`).not.toMatch(/\r|\u2028|\u202e|\nBcc/);
    expect(hostile.text).toContain('Hello Eve Bcc,\n');
  });

  it('says in its link where it leads', () => {
    const hasLink = mail.link !== undefined;
    expect(hasLink).toBe(mail.text.includes(`:\n${LINK}\n`));
    expect(hasLink).toBe(mail.html.includes(`<a href="${LINK.replace('&', '&amp;')}"`));
  });
});

describe('a letter', () => {
  it('is addressed, dated and named after its row', () =>
    expect(render('reset-password')).toMatchObject({
      id: ID,
      messageId: `<${ID}@bank.test>`,
      from: CONFIG.from,
      to: 'ada@example.com',
      date: NOW,
      template: 'reset-password',
      link: LINK,
    }));

  it.each([['already-registered'], ['password-changed'], ['account-locked']] as const)(
    '%s does without a link and a name',
    (template) => {
      const { when, until } = VALUES;
      const mail = render(template, { values: { when, until } });
      expect(mail.link).toBeUndefined();
      expect(mail.text).toMatch(/^Hello,\n/);
      expect(mail.html).not.toContain('<a ');
    },
  );

  it('says one hour, and two hours', () => {
    const hours = (expires_in_hours: string) =>
      render('reset-password', { values: { link: LINK, expires_in_hours } }).text;
    expect(hours('1')).toContain('within 1 hour.');
    expect(hours('2')).toContain('within 2 hours.');
  });

  it.each(['en', 'en-GB', 'de-CH', '', '__proto__', 'constructor'])('in "%s" is in English', (locale) => {
    const mail = render('verify-email', { locale });
    expect(mail.html).toContain('<html lang="en">');
    expect(mail.text).toContain('Confirm e-mail address');
  });

  it('that lacks a value is not written', () => {
    expect(() => render('verify-email', { values: { link: LINK } })).toThrow(
      'A letter verify-email lacks the value expires_in_hours',
    );
    expect(() => render('password-changed', { values: {} })).toThrow('lacks the value when');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/reset', 'reset', ''])('links to no %s', (link) =>
    expect(() => render('reset-password', { values: { ...VALUES, link } })).toThrow(
      'The value link of a letter is no web address',
    ),
  );

  it('keeps a link within its attribute', () => {
    const link = `https://id.example.com/?a="onmouseover="alert(1)'<b>`;
    const { html } = render('reset-password', { values: { ...VALUES, link } });
    expect(html).not.toContain('"onmouseover');
    expect(html).not.toContain('<b>');
  });

  it.each(['Zoë', 'Anne-Marie', "O'Hara", 'J. R.', '李'])('greets %s', (name) =>
    expect(named(name)).toBe(`Hello ${name},`),
  );

  // Whoever registers somebody else's address chooses the name that is sent there.
  it.each(['evil.example', 'http://evil', 'call 0800123456', 'me@evil', 'a/b', 'x'.repeat(41)])(
    'greets nobody by "%s"',
    (name) => expect(named(name)).toBe('Hello,'),
  );
});

describe('the recipient', () => {
  it.each(['a@b.example', 'ada+tag@sub.example.com', 'zoë@exämple.com', 'x@localhost'])('may be %s', (to) =>
    expect(render('verify-email', { to }).to).toBe(to),
  );

  it.each([
    'ada',
    '@example.com',
    'ada@',
    'a@b@c',
    'a@b.example, c@d.example',
    'a@b.example;c@d.example',
    'Ada <a@b.example>',
    '"a b"@c.example',
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example\0',
    ' a@b.example',
    `${'a'.repeat(243)}@example.com`,
    '',
  ])('is not %j', (to) => {
    const attempt = () => render('verify-email', { to });
    expect(attempt).toThrow(new MailFailure('refused', 'the recipient is not an e-mail address'));
    expect(attempt).toThrow(expect.objectContaining({ kind: 'refused' }));
  });
});
