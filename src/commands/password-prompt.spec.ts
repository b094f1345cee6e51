import { PassThrough, type Readable, Writable } from 'node:stream';
import { CommandRefused } from './command.js';
import { askPassword, readPassword } from './password-prompt.js';

const QUESTIONS = ['Password: ', 'The same again: '];

/** A terminal at which somebody types an answer after each question. */
function terminal(...answers: string[]) {
  const keys = Object.assign(new PassThrough(), { isTTY: true, modes: [] as boolean[] });
  const stdin = Object.assign(keys, { setRawMode: (on: boolean) => (keys.modes.push(on), keys) });
  let screen = '';
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      screen += chunk.toString();
      if (QUESTIONS.includes(chunk.toString())) setImmediate(() => keys.write(answers.shift() ?? ''));
      done();
    },
  });
  return { io: { env: {}, stdin, stdout: stderr, stderr }, modes: keys.modes, screen: () => screen };
}

function piped(...chunks: string[]) {
  const stdin = new PassThrough();
  for (const chunk of chunks) stdin.write(chunk);
  stdin.end();
  return { env: {}, stdin: stdin as Readable, stdout: stdin, stderr: stdin };
}

describe('asking for a password', () => {
  it('shows nothing of what is typed, and switches the echo of the terminal off and on again', async () => {
    const { io, screen, modes } = terminal('canary 7\r', 'canary 7\r');
    expect(await askPassword(io)).toBe('canary 7');
    expect(screen()).toBe('Password: \nThe same again: \n');
    expect(modes).toEqual([true, false, true, false]);
  });

  it('knows how to correct oneself', async () => {
    const { io } = terminal('canarx\u007fy é\r', 'nothing of this\u0015canary é\r');
    expect(await askPassword(io)).toBe('canary é');
  });

  it('has no answer when it was not the same twice', async () => {
    expect(await askPassword(terminal('canary 7\r', 'canary 8\r').io)).toBeUndefined();
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('is broken off by %s, and the terminal is as it was', async (_, key) => {
    const { io, modes } = terminal(key);
    await expect(askPassword(io)).rejects.toThrow(CommandRefused);
    expect(modes.at(-1)).toBe(false);
  });
});

describe('a password on standard input', () => {
  it.each([
    ['canary 7', ['canary 7']],
    ['canary 7', ['canary 7\n']],
    ['canary 7', ['can', 'ary 7\r', '\n']],
    [' canary 7 \n', [' canary 7 \n\n']],
  ])('is all of it but the last line break: %j', async (password, chunks) => {
    expect(await readPassword(piped(...chunks))).toBe(password);
  });

  it('is not read for ever', async () => {
    await expect(readPassword(piped('x'.repeat(5000)))).rejects.toThrow(CommandRefused);
  });
});
