/** A mail as a mail program would show it. */
export interface ReadMail {
  readonly raw: string;
  /** By lower-case name; a name that comes twice has all of its values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
  readonly html: string;
}

interface Part {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

function fromQuotedPrintable(text: string, space = ' '): Buffer {
  const joined = text.replace(/=\r\n/g, '').replaceAll('_', space === '_' ? ' ' : '_');
  const bytes = joined.split(/(=[0-9A-F]{2})/g).filter((piece) => piece !== '');
  return Buffer.concat(
    bytes.map((piece) =>
      /^=[0-9A-F]{2}$/.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece),
    ),
  );
}

/** RFC 2047. */
function fromEncodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      (encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : fromQuotedPrintable(text, '_')
      ).toString(),
    );
}

function split(source: string): Part {
  const end = source.indexOf('\r\n\r\n');
  const headers: Record<string, string[]> = {};
  for (const line of source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    (headers[line.slice(0, colon).toLowerCase()] ??= []).push(fromEncodedWords(line.slice(colon + 1).trim()));
  }
  return { headers, body: source.slice(end + 4) };
}

function decode({ headers, body }: Part): string {
  const encoding = headers['content-transfer-encoding']?.[0];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? fromQuotedPrintable(body).toString() : body;
}

/** Reads a multipart/alternative of text and HTML. */
export function readMail(raw: string): ReadMail {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type']?.[0] ?? '')?.[1] ?? 'none';
  const parts = body.split(`--${boundary}`).map((part) => split(part.replace(/^\r\n/, '')));
  const contentOf = (type: string) =>
    parts
      .filter((part) => part.headers['content-type']?.[0]?.startsWith(type))
      .map((part) => decode(part).replaceAll('\r\n', '\n'))
      .join();
  return { raw, headers, text: contentOf('text/plain'), html: contentOf('text/html') };
}
