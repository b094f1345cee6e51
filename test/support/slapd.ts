import { Attribute, Change, Client, Control } from 'ldapts';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installed, makeDirectory, ROOT, SERVICE } from './slapd-files.js';
import { attributesOf, DECOY, dnOf, GROUPS, MAPPING, PEOPLE, SEED } from './slapd-people.js';

/** Skips by name where there is no slapd; `scripts/install-slapd.mjs` tries to install it. */
export const withSlapd = installed
  ? describe
  : (name: string, tests: () => void) => describe.skip(`${name} (slapd is not installed)`, tests);

/**
 * Stops the server when our end of its standard input is closed, however we end. Its folder goes with it, unless it is
 * to be started again, or has failed.
 */
const SUPERVISOR = `
home=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null &
watcher=$!
wait $server
status=$?
kill $watcher 2>/dev/null
[ $status -ne 0 ] || [ -e "$home/keep" ] || rm -rf "$home"
`;

/** draft-zeilenga-ldap-relax, as OpenLDAP has it. */
const RELAX = '1.3.6.1.4.1.4203.666.5.12';

const START_MS = 15_000;
/** A free port may be taken by somebody else before the server has it. */
const ATTEMPTS = 3;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect').then(
    () => Boolean(socket.destroy()),
    () => false,
  );
}

/** A real OpenLDAP server with a folder and ports of its own. */
export class Slapd {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly home: string,
    private readonly port: number,
    private readonly securePort: number,
  ) {}

  static async start(): Promise<Slapd> {
    if (!installed) throw new Error('slapd is not installed');
    const home = mkdtempSync(join(tmpdir(), 'sallyport-slapd-'));
    makeDirectory(installed, home, SEED);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const slapd = new Slapd(home, await freePort(), await freePort());
      if (await slapd.launch()) return slapd;
    }
    rmSync(home, { recursive: true, force: true });
    throw new Error('slapd does not start');
  }

  get url(): string {
    return `ldap://127.0.0.1:${this.port}`;
  }

  get secureUrl(): string {
    return `ldaps://127.0.0.1:${this.securePort}`;
  }

  /** @param name `ca`, which has signed the server's certificate, or `stranger`, which has not */
  certificate(name: 'ca' | 'stranger'): string {
    return readFileSync(join(this.home, `${name}.pem`), 'utf8');
  }

  /** The environment of a server that asks this directory. */
  env(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      IDENTITY_PROVIDER: 'ldap',
      LDAP_URL: this.secureUrl,
      ...(more.LDAP_URL === undefined && { LDAP_TLS_CA: this.certificate('ca') }),
      LDAP_BIND_DN: SERVICE.dn,
      LDAP_BIND_PASSWORD: SERVICE.password,
      LDAP_USER_BASE: PEOPLE,
      LDAP_GROUP_BASE: GROUPS,
      LDAP_DECOY_DN: DECOY,
      LDAP_MAPPING: JSON.stringify(MAPPING),
      ...more,
    };
  }

  /** Changes an entry as its administrator would; no values remove an attribute. */
  modify(dn: string, type: string, ...values: string[]): Promise<void> {
    const modification = new Attribute({ type, values });
    return this.asRoot((client) => client.modify(dn, new Change({ operation: 'replace', modification })));
  }

  /** Changes what only the server itself may: an attribute such as the time of the last change of the password. */
  relax(dn: string, type: string, ...values: string[]): Promise<void> {
    const modification = new Attribute({ type, values });
    const change = new Change({ operation: 'replace', modification });
    return this.asRoot((client) => client.modify(dn, change, new Control(RELAX, { critical: true })));
  }

  /** Adds somebody with the usual password. */
  add(uid: string, more: Readonly<Record<string, string>>): Promise<void> {
    return this.asRoot((client) => client.add(dnOf(uid), attributesOf(uid, more)));
  }

  async asRoot<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ url: this.url });
    try {
      await client.bind(ROOT.dn, ROOT.password);
      return await work(client);
    } finally {
      await client.unbind();
    }
  }

  /** Starts it again on the same ports with what it knew. */
  async resume(): Promise<void> {
    if (this.isRunning) return;
    rmSync(this.keep, { force: true });
    if (!(await this.launch())) throw new Error('slapd does not start again');
  }

  private get keep(): string {
    return join(this.home, 'keep');
  }

  private get isRunning(): boolean {
    return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** @returns whether it has come to answer */
  private async launch(): Promise<boolean> {
    const urls = `${this.url}/ ${this.secureUrl}/`;
    const command = [join(this.home, 'slapd'), '-f', join(this.home, 'slapd.conf'), '-h', urls, '-d', '0'];
    this.process = spawn('sh', ['-c', SUPERVISOR, 'sallyport-slapd', this.home, ...command], {
      cwd: '/',
      // Out of the terminal's reach: Ctrl-C is for us, and it is stopped when we have ended.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    for (let waited = 0; this.isRunning && waited < START_MS; waited += 20) {
      if (this.serverPid && (await answers(this.securePort))) return true;
      await sleep(20);
    }
    await this.stop();
    return false;
  }

  /** It writes this file after it has begun to listen; 0, which an empty one would read as, is our own group. */
  private get serverPid(): number | undefined {
    const file = join(this.home, 'slapd.pid');
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    return pid > 1 ? pid : undefined;
  }

  async stop(): Promise<void> {
    if (!this.process || !this.isRunning) return;
    writeFileSync(this.keep, '');
    this.process.stdin?.destroy();
    await once(this.process, 'exit');
  }

  /** It keeps its connections, but says nothing until it is told to go on. */
  freeze(): { thaw: () => void } {
    const pid = this.serverPid;
    if (pid === undefined) throw new Error('slapd is not running');
    process.kill(pid, 'SIGSTOP');
    while (!isStopped(pid));
    return { thaw: () => process.kill(pid, 'SIGCONT') };
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Threads stop one after the other, and one that has not yet may answer still. */
function isStopped(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  const isRunning = (task: string) => !/\) [Tt] /.test(readFileSync(join(tasks, task, 'stat'), 'utf8'));
  return !existsSync(tasks) || !readdirSync(tasks).some(isRunning);
}
