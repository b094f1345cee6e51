import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { HealthProbes } from '../common/health.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import type { SmtpConfig } from '../config/mail-config.js';

const TIMEOUT_MS = 3_000;

function open({ host, port, tls }: SmtpConfig): Socket {
  if (tls !== 'implicit') return connect({ host, port });
  return connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) });
}

/** Waits for the greeting and takes leave (RFC 5321 §3.1): nobody logs in, and no mail is begun. @throws when it is not 220 */
export async function awaitGreeting(smtp: SmtpConfig, timeoutMs: number): Promise<void> {
  const socket = open(smtp);
  try {
    const [greeting] = (await once(socket, 'data', { signal: AbortSignal.timeout(timeoutMs) })) as [Buffer];
    const code = greeting.subarray(0, 3).toString('latin1');
    if (code !== '220') throw new Error(`the mail server greeted with ${code}`);
    socket.on('error', () => undefined).setTimeout(timeoutMs, () => socket.destroy());
    socket.end('QUIT\r\n').resume();
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

/** Without it mails wait, and everything else goes on. */
@Injectable()
export class SmtpProbe implements OnModuleInit {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly probes: HealthProbes,
  ) {}

  onModuleInit(): void {
    const { smtp } = this.config.mail;
    if (!smtp) return;
    this.probes.add({
      name: 'mail',
      isVital: false,
      keepMs: 30_000,
      timeoutMs: TIMEOUT_MS,
      check: async () => {
        await awaitGreeting(smtp, TIMEOUT_MS);
        return { status: 'OK' };
      },
    });
  }
}
