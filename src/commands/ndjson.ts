import type { FileLine } from '../modules/account/user-import.service.js';

export const LONGEST_LINE = 65_536;
const LINE_FEED = 10;
const BYTE_ORDER_MARK = /^\uFEFF/;
/** What a decoder puts where the bytes are no UTF-8. */
export const UNDECODABLE = '\uFFFD';

/** The beginning of a line whose end has not come yet; of one that is too long no more than shows that it is. */
class LineStart {
  private parts: Buffer[] = [];
  private length = 0;

  push(part: Buffer): void {
    if (this.length <= LONGEST_LINE) this.parts.push(part);
    this.length += part.length;
  }

  /** @returns undefined when it was too long */
  take(): string | undefined {
    const text = this.length > LONGEST_LINE ? undefined : Buffer.concat(this.parts).toString('utf8');
    this.parts = [];
    this.length = 0;
    return text;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }
}

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string | undefined> {
  const line = new LineStart();
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      line.push(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.push(chunk.subarray(start));
  }
  if (!line.isEmpty) yield line.take();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(line: number, text: string | undefined): FileLine {
  if (text === undefined) return { line, fault: { reason: 'TOO_LONG' } };
  if (text.includes(UNDECODABLE)) return { line, fault: { reason: 'NOT_UTF8' } };
  return { line, record: parse(text) };
}

/** One JSON object on each line; empty lines only count. */
export async function* readNdjson(source: AsyncIterable<Buffer>): AsyncGenerator<FileLine> {
  let line = 0;
  for await (const text of linesOf(source)) {
    line += 1;
    const content = line === 1 ? text?.replace(BYTE_ORDER_MARK, '') : text;
    if (content?.trim() !== '') yield read(line, content);
  }
}
