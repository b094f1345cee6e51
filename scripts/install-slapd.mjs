/**
 * Installs OpenLDAP's server, against which the LDAP adapter is tested, where that can be done without asking: by apt,
 * as root. Where it cannot, those tests are skipped; that is no failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PLACES = {
  slapd: ['/usr/sbin/slapd', '/usr/local/sbin/slapd', '/usr/libexec/slapd'],
  schemas: ['/etc/ldap/schema', '/etc/openldap/schema', '/usr/local/etc/openldap/schema'],
  modules: ['/usr/lib/ldap', '/usr/lib64/openldap', '/usr/libexec/openldap'],
  openssl: ['/usr/bin/openssl', '/usr/local/bin/openssl'],
};
const PACKAGES = ['slapd', 'openssl'];

/** Where the directory of the tests is made from; undefined where something of it is not installed. */
export function findSlapd() {
  const found = Object.entries(PLACES).map(([name, paths]) => [name, paths.find((path) => existsSync(path))]);
  return found.every(([, path]) => path) ? Object.fromEntries(found) : undefined;
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  return spawnSync(command, args, { env, encoding: 'utf8', timeout: 300_000 });
}

/** Nobody is there to be asked for a password. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return run('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

function whyNot() {
  const prefix = asRoot();
  if (!prefix) return 'that needs root';
  if (run('apt-get', ['--version']).status !== 0) return 'there is no apt-get';
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(command, rest);
  };
  apt('update', '-q');
  const { status } = apt('install', '-q', '-y', '--no-install-recommends', ...PACKAGES);
  return status === 0 && findSlapd() ? undefined : 'apt-get install has failed';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reason = findSlapd() ? undefined : whyNot();
  console.log(
    reason
      ? `slapd could not be installed, as ${reason}: the tests against a real LDAP directory are skipped.`
      : `slapd is ${findSlapd().slapd}.`,
  );
}
