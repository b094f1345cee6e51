import { smtpFailure } from './smtp-failure.js';

const reply = (command: string, responseCode: number, code = 'EENVELOPE') => ({
  code,
  command,
  responseCode,
  permanent: responseCode >= 500 && responseCode !== 503,
  message: `${responseCode} <ada@example.com> refused`,
});

describe('what a mail server says', () => {
  it.each([
    ['refuses the mail for good', reply('RCPT TO', 550), 'refused'],
    ['refuses the mail for good', reply('DATA', 554, 'EMESSAGE'), 'refused'],
    ['refuses the mail for now', reply('RCPT TO', 450), 'deferred'],
    ['refuses the mail for now', reply('DATA', 452, 'EMESSAGE'), 'deferred'],
    ['refuses the mail for now', reply('MAIL FROM', 451), 'deferred'],
    ['has lost count of commands', reply('DATA', 503), 'deferred'],
    ['closes', reply('RCPT TO', 421), 'unreachable'],
    ['lets us send no mail at all', reply('MAIL FROM', 550), 'unreachable'],
    ['does not let us in', reply('AUTH PLAIN', 535, 'EAUTH'), 'unreachable'],
    ['is busy from the start', reply('CONN', 554, 'EPROTOCOL'), 'unreachable'],
    ['cannot be reached', { code: 'ESOCKET', command: 'CONN' }, 'unreachable'],
    ['has no TLS', { code: 'ETLS', command: 'STARTTLS' }, 'unreachable'],
    ['takes too long', { code: 'EABORT' }, 'unreachable'],
    ['does what nobody has foreseen', undefined, 'unreachable'],
  ])('when it %s (%j) means %s', (_what, thrown, kind) => expect(smtpFailure(thrown).kind).toBe(kind));

  it('is told without the recipient', () => {
    const { message } = smtpFailure(reply('RCPT TO', 550));
    expect(message).toBe('the mail server failed with 550 (EENVELOPE) at RCPT TO');
  });
});
