import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type CommandIo, CommandRefused } from './command.js';

/** More than any password that may be chosen. */
const MOST_BYTES = 4096;

/** Asks for a line that nobody sees. */
async function askUnseen(question: string, { stdin, stderr }: CommandIo): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0 });
  stderr.write(question);
  try {
    return await new Promise((resolve, reject) => {
      const giveUp = () => reject(new CommandRefused('Broken off; nothing was changed.'));
      reader.once('SIGINT', giveUp).once('close', giveUp);
      reader.question('', resolve);
    });
  } finally {
    reader.close();
    stderr.write('\n');
  }
}

/** Twice, since nobody sees what they type. @returns undefined when it was not the same */
export async function askPassword(io: CommandIo): Promise<string | undefined> {
  const password = await askUnseen('Password: ', io);
  const again = await askUnseen('The same again: ', io);
  return password === again ? password : undefined;
}

/** All of standard input, but for the line break that `echo` adds. */
export async function readPassword({ stdin }: CommandIo): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) throw new CommandRefused('What comes on standard input is no password.');
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
