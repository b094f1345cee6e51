import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Installed {
  readonly slapd: string;
  readonly schemas: string;
  readonly modules: string;
  readonly openssl: string;
}

/** What a directory is made from, as the set-up of the tests has found it; undefined where it is not installed. */
export const installed = process.env.TEST_SLAPD
  ? (JSON.parse(process.env.TEST_SLAPD) as Installed)
  : undefined;

export const SUFFIX = 'dc=bank,dc=test';
export const ROOT = { dn: `cn=root,${SUFFIX}`, password: 'the root of the test directory' };
export const SERVICE = { dn: `cn=sallyport,ou=services,${SUFFIX}`, password: 'xK4vQ9-service-7Lm2' };

/** So many entries at most does the service account get from one search. */
export const MOST_FOUND = 5;

/** The anonymous bind that a careless directory allows is on: only so can it be seen that it is never used. */
function configuration({ schemas, modules }: Installed, home: string): string {
  const schema = (name: string) => `include ${join(schemas, `${name}.schema`)}`;
  return [
    ...['core', 'cosine', 'inetorgperson'].map(schema),
    `pidfile ${home}/slapd.pid`,
    `modulepath ${modules}`,
    ...['back_mdb', 'memberof', 'ppolicy'].map((name) => `moduleload ${name}`),
    `TLSCACertificateFile ${home}/ca.pem`,
    `TLSCertificateFile ${home}/server.pem`,
    `TLSCertificateKeyFile ${home}/server.key`,
    'allow bind_anon_cred bind_anon_dn',
    'database mdb',
    `suffix "${SUFFIX}"`,
    `rootdn "${ROOT.dn}"`,
    `rootpw "${ROOT.password}"`,
    `directory ${home}/data`,
    `limits dn.exact="${SERVICE.dn}" size.soft=${MOST_FOUND} size.hard=${MOST_FOUND}`,
    'access to attrs=userPassword by anonymous auth by * none',
    `access to * by dn.exact="${SERVICE.dn}" read by * none`,
    'overlay memberof',
    'overlay ppolicy',
    `ppolicy_default "cn=default,ou=policies,${SUFFIX}"`,
    '',
  ].join('\n');
}

function makeCertificates({ openssl }: Installed, home: string): void {
  const request = (name: string, subject: string, ...more: string[]) =>
    execFileSync(
      openssl,
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
        ...['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${subject}`, ...more],
      ],
      { cwd: home, stdio: 'pipe' },
    );
  const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key'];
  request('ca', 'CA of the test');
  request('stranger', 'CA of somebody else');
  request('server', 'directory', ...issuer, '-addext', 'subjectAltName=IP:127.0.0.1');
}

/** Fills an empty folder with all that a directory needs to run. */
export function makeDirectory(programs: Installed, home: string, ldif: string): void {
  makeCertificates(programs, home);
  // A copy, as some systems let the installed one read nothing but its own configuration.
  const slapd = join(home, 'slapd');
  copyFileSync(programs.slapd, slapd);
  mkdirSync(join(home, 'data'));
  writeFileSync(join(home, 'slapd.conf'), configuration(programs, home));
  writeFileSync(join(home, 'seed.ldif'), ldif);
  const args = ['-T', 'add', '-q', '-f', join(home, 'slapd.conf'), '-l', join(home, 'seed.ldif')];
  execFileSync(slapd, args, { stdio: 'pipe' });
}
