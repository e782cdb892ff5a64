import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const day = 24 * 60 * 60 * 1000;

export interface Certificate {
  /** The private key as PEM. */
  key: string;
  /** The certificate as PEM. It signs itself, so a test may pass it as `ca`. */
  cert: string;
  /**
   * Base64 of the SHA-256 of the public key, for Chromium's
   * `--ignore-certificate-errors-spki-list`.
   */
  spki: string;
}

const certificates = new Map<string, Promise<Certificate>>();

/**
 * Returns one self-signed certificate for all hosts. Each process creates a new one, so the
 * repository never contains a private key.
 */
export function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const key = hosts.join();
  const certificate = certificates.get(key) ?? createCertificate(hosts);
  certificates.set(key, certificate);
  return certificate;
}

async function createCertificate(hosts: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Scope Review simulators' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 30 * day),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  const publicKey = new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: made.private, cert: made.cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
