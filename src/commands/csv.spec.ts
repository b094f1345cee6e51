import { Readable } from 'node:stream';
import { CommandRefused } from './command.js';
import { readCsv } from './csv.js';

const FIELDS = ['email', 'password_hash', 'phones', 'roles', 'mfa_required', 'given_name'];

async function read(content: string | Buffer) {
  const lines = [];
  for await (const line of readCsv(Readable.from([Buffer.from(content)]), FIELDS)) lines.push(line);
  return lines;
}

async function refusalOf(content: string): Promise<string> {
  const error: unknown = await read(content).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommandRefused)) throw new Error('It was not refused');
  return error.message;
}

describe('a CSV file', () => {
  it('has its fields in any order, lists parted by semicolons, and flags in words', async () => {
    const content =
      '\uFEFFPassword_Hash,email, phones ,roles,mfa_required\r\n' +
      'hash,a@b.c,+15550101234 verified; +15550105678,"one; two;",TRUE\r\n' +
      'hash,b@b.c,,,maybe\r\n';
    const phones = [
      { phone: '+15550101234', verified: true },
      { phone: '+15550105678', verified: false },
    ];
    expect(await read(content)).toEqual([
      {
        line: 2,
        record: { password_hash: 'hash', email: 'a@b.c', phones, roles: ['one', 'two'], mfa_required: true },
      },
      {
        line: 3,
        record: { password_hash: 'hash', email: 'b@b.c', phones: null, roles: null, mfa_required: 'maybe' },
      },
    ]);
  });

  it('counts lines and not records: quotes may hold line breaks, and lines may be empty', async () => {
    const lines = await read('email,password_hash,given_name\n\na,h,"x\ny"\nb,h,z\n');
    expect(lines.map(({ line }) => line)).toEqual([4, 5]);
  });

  it('names records with more or fewer cells, and those that are no UTF-8', async () => {
    const latin1 = Buffer.from('email,password_hash\na\na,h,x\n\xe4,h\na,h\n', 'latin1');
    expect(await read(latin1)).toEqual([
      { line: 2, fault: { reason: 'CELL_COUNT' } },
      { line: 3, fault: { reason: 'CELL_COUNT' } },
      { line: 4, fault: { reason: 'NOT_UTF8' } },
      { line: 5, record: { email: 'a', password_hash: 'h' } },
    ]);
  });

  it('without a header is refused, and its first line is not repeated', async () => {
    const message = await refusalOf('ann@example.test,$2b$canary\nbob@example.test,$2b$canary\n');
    expect(message).toMatch(/^Column 1 of the first line .* email, password_hash/);
    expect(message).not.toMatch(/canary|example/);
  });

  it.each([
    ['a column twice', 'email,password_hash,email\n', /^Column 3/],
    ['an unknown column', 'email,password_hash,canary\n', /^Column 3/],
    ['no hashes', 'email\n', /password_hash/],
  ])('with %s is refused', async (_, content, message) => {
    expect(await refusalOf(content)).toMatch(message);
  });

  it.each([
    ['a quote that is not closed', 'a,"canary\n', 3],
    ['a quote within a cell', 'a,canary"canary\nb,h\n', 3],
    ['a quote that ends too early', 'a,"canary"canary\nb,h\n', 3],
    ['a record that is too long', `a,${'canary'.repeat(12_000)}\nb,h\n`, 3],
  ])('is refused from %s on, since nobody knows where the next record begins', async (_, rest, line) => {
    const message = await refusalOf(`email,password_hash\nfirst,h\n${rest}`);
    expect(message).toMatch(new RegExp(`^Line ${line} `));
    expect(message).not.toContain('canary');
  });

  it('passes on that it cannot be read further', async () => {
    const source = new Readable({ read: () => undefined });
    source.push('email,password_hash\na,h\n');
    setImmediate(() => source.destroy(new Error('the disk is gone')));
    const drain = async () => {
      for await (const line of readCsv(source, FIELDS)) expect(line).toBeDefined();
    };
    await expect(drain()).rejects.toThrow('the disk is gone');
  });
});
