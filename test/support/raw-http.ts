import { connect } from 'node:net';
import type { ApiResponse } from './api.js';
import type { TestServer } from './create-app.js';

function parse(received: string): ApiResponse {
  const [head = '', text = ''] = received.split(/\r\n\r\n(.*)/s);
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(/: (.*)/s);
      return [name.toLowerCase(), value];
    }),
  );
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    text,
    body: isJson ? JSON.parse(text) : {},
    cookies: {},
  };
}

/** Sends bytes as they are to a server that listens, and reads until it hangs up. */
export async function sendRaw({ app }: TestServer, bytes: string | Buffer): Promise<ApiResponse> {
  const { port } = new URL(await app.getUrl());
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (part: Buffer) => received.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(parse(Buffer.concat(received).toString())));
  });
}

/** A request of which every byte is given; the server hangs up after it. */
export function request(line: string, headers: readonly string[] = [], body = ''): Buffer {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`];
  const lines = [line, 'Host: localhost', 'Connection: close', ...length, ...headers];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}
