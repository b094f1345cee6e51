import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { unfoldPem } from './keys.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The PEM text of certificates, given as such or as the path of a file; undefined when there are none to be read. */
export function readCertificates(textOrPath: string): string | undefined {
  try {
    const pem = textOrPath.includes('-----BEGIN')
      ? unfoldPem(textOrPath)
      : readFileSync(textOrPath.trim(), 'utf8');
    const certificates = pem.match(CERTIFICATE) ?? [];
    for (const certificate of certificates) new X509Certificate(certificate);
    return certificates.length > 0 ? certificates.join('\n') : undefined;
  } catch {
    return undefined;
  }
}
