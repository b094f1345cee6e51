import { LONGEST_LINE, readNdjson } from './ndjson.js';

async function read(...chunks: (string | Buffer)[]) {
  const source = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  const lines = [];
  for await (const line of readNdjson(source)) lines.push(line);
  return lines;
}

describe('a file of JSON lines', () => {
  it('is read line by line, and empty lines only count', async () => {
    expect(await read('{"a":1}\n\n  \r\n{"a":2}\r\n')).toEqual([
      { line: 1, record: { a: 1 } },
      { line: 4, record: { a: 2 } },
    ]);
  });

  it('needs no line break at its end, and may begin with a byte order mark', async () => {
    expect(await read('\uFEFF{"a":1}\n{"a":2}')).toEqual([
      { line: 1, record: { a: 1 } },
      { line: 2, record: { a: 2 } },
    ]);
  });

  it('is the same wherever it is cut, in the middle of a letter too', async () => {
    const bytes = Buffer.from('{"a":"é🙂"}\n{"b":"ü"}\n');
    const whole = await read(bytes);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole);
    expect(await read(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('has no record where there is no JSON, and says where it is no UTF-8', async () => {
    expect(await read('{"a":\n', Buffer.from([0x22, 0xe4, 0x22, 0x0a]), '1\n')).toEqual([
      { line: 1, record: undefined },
      { line: 2, fault: { reason: 'NOT_UTF8' } },
      { line: 3, record: 1 },
    ]);
  });

  it('may hold a line that is too long, which is not kept, and goes on behind it', async () => {
    const fits = JSON.stringify('x'.repeat(LONGEST_LINE - 2));
    expect(fits).toHaveLength(LONGEST_LINE);
    const lines = await read(`${fits}\n`, `${fits} \n`, '1\n');
    expect(lines.map((line) => ('fault' in line ? line.fault.reason : 'read'))).toEqual([
      'read',
      'TOO_LONG',
      'read',
    ]);
  });

  it('takes no memory for a line without end', async () => {
    const chunk = Buffer.alloc(65_536, 'x');
    let most = 0;
    const source = (async function* () {
      for (let count = 0; count < 4000; count++) {
        if (count % 100 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
        yield Buffer.from(chunk);
      }
    })();
    const before = process.memoryUsage().arrayBuffers;
    const lines = [];
    for await (const line of readNdjson(source)) lines.push(line);
    expect(lines).toEqual([{ line: 1, fault: { reason: 'TOO_LONG' } }]);
    expect(most - before).toBeLessThan(4000 * chunk.length * 0.7);
  });
});
