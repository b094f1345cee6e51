import { Client } from 'ldapts';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { LdapConfig } from '../config/app-config.js';
import { failureOf, within } from './ldap-failure.js';

/** RFC 4511 §4.14.1. */
const START_TLS = '1.3.6.1.4.1.1466.20037';

const PORTS: Readonly<Record<string, number>> = { 'ldap:': 389, 'ldaps:': 636 };

export type LdapAddress = Pick<LdapConfig, 'url' | 'startTls' | 'ca'>;

/** A client of the library on a connection that is there already. */
export function clientOn(socket: Socket): Client {
  return new Client({ url: 'ldap://established', createConnection: () => socket });
}

function encrypt(socket: Socket, host: string, ca: string | undefined): TLSSocket {
  return connectTls({
    socket,
    host,
    // An address is no name to ask for (RFC 6066 §3); it is checked against the certificate all the same.
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    rejectUnauthorized: true,
  });
}

/**
 * Asks in the clear for TLS. The library's own startTLS is not used: its parser would keep what arrived before the
 * handshake, which anybody can have written, and take it for the beginning of an answer.
 */
async function askForTls(socket: Socket): Promise<void> {
  const events = ['data', 'end', 'close', 'timeout', 'error'];
  const own = new Set(events.flatMap((event) => socket.listeners(event)));
  await clientOn(socket).exop(START_TLS);
  for (const event of events)
    for (const listener of socket.listeners(event))
      if (!own.has(listener)) socket.removeListener(event, listener as () => void);
}

async function secure(socket: Socket, { url, startTls, ca }: LdapAddress, host: string): Promise<Socket> {
  const isSecure = new URL(url).protocol === 'ldaps:';
  if (!isSecure && !startTls) return socket;
  if (startTls) await askForTls(socket);
  const encrypted = encrypt(socket, host, ca);
  socket.on('error', () => encrypted.destroy());
  await once(encrypted, 'secureConnect');
  return encrypted;
}

/** A connection to the directory, encrypted if it is to be. @throws {LdapFailure} */
export async function connect(address: LdapAddress, deadline: AbortSignal): Promise<Socket> {
  const { protocol, hostname, port } = new URL(address.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connectTcp({ host, port: Number(port) || (PORTS[protocol] ?? 389), noDelay: true });
  const open = async () => {
    await once(socket, 'connect');
    return secure(socket, address, host);
  };
  try {
    const opened = await within(deadline, 'connecting', open());
    // Until the library listens itself: an error that nobody hears would end the process.
    return opened.on('error', () => undefined);
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw failureOf('connecting', error);
  }
}
