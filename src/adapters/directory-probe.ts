import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PresenceFilter } from 'ldapts';
import { once } from 'node:events';
import { connect } from 'node:net';
import { HealthProbes } from '../common/health.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { LdapConnection } from './ldap-connection.js';
import { isOutage } from './ldap-failure.js';
import type { LdapAddress } from './ldap-transport.js';

const TIMEOUT_MS = 3_000;

/** What every directory has, and shows to nobody in particular (RFC 4512 §5.1); of it no attributes (RFC 4511 §4.5.1.8). */
const ROOT = {
  base: '',
  scope: 'base',
  filter: new PresenceFilter({ attribute: 'objectClass' }),
  attributes: ['1.1'],
  limit: 1,
} as const;

/** Asks a directory for its root without signing in: a refusal is an answer too. @throws {LdapFailure} when there is none */
export async function askLdapRoot(address: LdapAddress, timeoutMs: number): Promise<void> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const connection = await LdapConnection.open(address, deadline);
  try {
    await connection.search(ROOT, deadline);
  } catch (error) {
    if (isOutage(error) !== false) throw error;
  } finally {
    connection.close();
  }
}

/** Connects, and says nothing: a question would have to be about somebody. */
async function knock(url: string, timeoutMs: number): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) });
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}

/** Without the directory nobody signs in or refreshes; other servers would do no better, so it is not vital to this one. */
@Injectable()
export class DirectoryProbe implements OnModuleInit {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly probes: HealthProbes,
  ) {}

  onModuleInit(): void {
    const { identityProvider, ldap, identityWebhook } = this.config.adapters;
    if (identityProvider === 'ldap' && ldap) this.add(() => askLdapRoot(ldap, TIMEOUT_MS));
    if (identityProvider === 'webhook' && identityWebhook)
      this.add(() => knock(identityWebhook.url, TIMEOUT_MS));
  }

  private add(ask: () => Promise<void>): void {
    this.probes.add({
      name: 'directory',
      isVital: false,
      keepMs: 10_000,
      timeoutMs: TIMEOUT_MS,
      check: async () => {
        await ask();
        return { status: 'OK' };
      },
    });
  }
}
